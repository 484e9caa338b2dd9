import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { WireReply } from '#contract/endpoint.ts'
import { cancelDemo, readDemo, startDemo } from '#contract/endpoints/demo.ts'
import { type Problem, useAction, useCall } from '../../client/index.ts'
import { sessionQuery } from '../session.ts'

type State = WireReply<typeof readDemo>

export type Demo = {
  state: State
  /** Being filled, or filled just now and about to be shown. */
  isUnderWay: boolean
  isStarting: boolean
  problem: Problem | null
  start: () => void
  cancel: () => void
}

const lookAgainMillis = 500
const untouched: State = { status: 'none', share: 0, customers: 0, events: 0 }

/** Fills the demo in the background and opens the overview when it stands. */
export function useDemo(enabled: boolean): Demo {
  const { data: state = untouched } = useCall(
    readDemo,
    {},
    {
      enabled,
      refetchEveryMillis: (demo) => (demo?.status === 'running' ? lookAgainMillis : false),
    },
  )
  const starting = useAction(startDemo, { changes: [readDemo] })
  const canceling = useAction(cancelDemo, { changes: [readDemo] })
  const isDone = useOverviewWhenDone(state)
  return {
    state,
    isUnderWay: state.status === 'running' || isDone,
    isStarting: starting.isPending,
    problem: starting.error,
    start: () => starting.mutate({ body: {} }),
    cancel: () => canceling.mutate({}),
  }
}

/** Only who saw it being filled is led on: the page itself may be opened again later. */
function useOverviewWhenDone({ status }: State): boolean {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const sawItRun = useRef(false)
  if (status === 'running') sawItRun.current = true
  const isDone = status === 'done' && sawItRun.current
  useEffect(() => {
    if (!isDone) return
    const open = async () => {
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
      await navigate({ to: '/' })
    }
    void open()
  }, [isDone, queries, navigate])
  return isDone
}
