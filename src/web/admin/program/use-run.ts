import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { WireInput, WireReply } from '#contract/endpoint.ts'
import {
  cancelPreview,
  cancelSimulation,
  previewProgram,
  readPreview,
  readSimulation,
  simulateProgram,
} from '#contract/endpoints/program-previews.ts'
import { call, type Problem, useCall } from '../../client/index.ts'
import type { SimulationWish } from './program.ts'

type PreviewWish = WireInput<typeof previewProgram>['body']
type Run = WireReply<typeof simulateProgram> | WireReply<typeof previewProgram>

const askAgainMillis = 500
const isUnderWay = (run: Pick<Run, 'status'> | undefined) =>
  run?.status === 'waiting' || run?.status === 'running'

// What was not to be stopped ends by itself; nobody waits for it.
const ignore = () => undefined
const stopSimulation = (runId: string) =>
  call(cancelSimulation, { params: { runId } }).catch(ignore)
const stopPreview = (runId: string) => call(cancelPreview, { params: { runId } }).catch(ignore)

/** Where a run stands that was asked for; what was asked before stays in sight meanwhile. */
export type RunView<Result> = {
  result: Result | null
  error: Problem | null
  isWaiting: boolean
  share: number
  customers: number
  customersTotal: number
  isCanceled: boolean
  cancel: () => unknown
  retry: () => unknown
}

/** "What if" of a whole program. Asked once for each wish; null asks for nothing. */
export function useSimulation(body: SimulationWish | null) {
  const begun = useQuery<WireReply<typeof simulateProgram>, Problem>({
    queryKey: [simulateProgram.path, body],
    queryFn: ({ signal }) => call(simulateProgram, { body: body! }, { signal }),
    enabled: body !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const runId = begun.data?.id ?? ''
  const later = useCall(
    readSimulation,
    { params: { runId } },
    {
      enabled: isUnderWay(begun.data),
      refetchEveryMillis: (run) => isUnderWay(run ?? begun.data) && askAgainMillis,
    },
  )
  const run = later.data ?? begun.data
  useCancelWhenLeft(runId, isUnderWay(run), stopSimulation)
  const error = later.error ?? begun.error
  return viewOf(body !== null, run, error, () => stopSimulation(runId), begun.refetch)
}

/** Who gains and who loses by one change. */
export function usePreview(body: PreviewWish | null) {
  const begun = useQuery<WireReply<typeof previewProgram>, Problem>({
    queryKey: [previewProgram.path, body],
    queryFn: ({ signal }) => call(previewProgram, { body: body! }, { signal }),
    enabled: body !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const runId = begun.data?.id ?? ''
  const later = useCall(
    readPreview,
    { params: { runId } },
    {
      enabled: isUnderWay(begun.data),
      refetchEveryMillis: (run) => isUnderWay(run ?? begun.data) && askAgainMillis,
    },
  )
  const run = later.data ?? begun.data
  useCancelWhenLeft(runId, isUnderWay(run), stopPreview)
  const error = later.error ?? begun.error
  return viewOf(body !== null, run, error, () => stopPreview(runId), begun.refetch)
}

type Viewed<Result> = Pick<Run, 'status' | 'share' | 'customers' | 'customersTotal'> & {
  result: Result | null
}

function viewOf<Result>(
  isAsked: boolean,
  run: Viewed<Result> | undefined,
  error: Problem | null,
  cancel: () => unknown,
  refetch: () => unknown,
): RunView<Result> {
  return {
    result: run?.result ?? null,
    error,
    isWaiting: isAsked && error === null && (run === undefined || isUnderWay(run)),
    share: run?.share ?? 0,
    customers: run?.customers ?? 0,
    customersTotal: run?.customersTotal ?? 0,
    isCanceled: run?.status === 'canceled' || run?.status === 'failed',
    cancel,
    retry: refetch,
  }
}

/** Work nobody waits for any more is not done to its end. */
function useCancelWhenLeft(runId: string, isOpen: boolean, stop: (runId: string) => unknown) {
  const openRun = useRef<string | null>(null)
  useEffect(() => {
    if (isOpen) openRun.current = runId
    else if (openRun.current === runId) openRun.current = null
  }, [runId, isOpen])
  useEffect(
    () => () => {
      if (runId !== '' && openRun.current === runId) stop(runId)
    },
    [runId, stop],
  )
}
