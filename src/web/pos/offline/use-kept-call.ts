import { useEffect } from 'react'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, type Problem, useCall } from '../../client/index.ts'

/** A reply, or what it was when the program could be reached last. */
export type KeptReply<E extends Endpoint> = {
  data: WireReply<E> | undefined
  error: Problem | null
  isKept: boolean
  refetch: () => void
}

const prefix = 'stammgast-pos-kept '
/** As long as what was done alone is taken without a question. */
const keptMillis = 7 * 86_400_000

/** Asks, and without a network goes on with the last answer. */
export function useKeptCall<E extends Endpoint>(endpoint: E, input: CallInput<E>): KeptReply<E> {
  const { data, error, fetchStatus, failureReason, refetch } = useCall(endpoint, input)
  const name = `${prefix}${endpoint.path} ${JSON.stringify(input)}`
  useEffect(() => {
    if (data !== undefined) keep(name, data)
  }, [name, data])
  const isAway = fetchStatus === 'paused' || failureReason?.kind === 'offline'
  const kept = data === undefined && isAway ? readKept<WireReply<E>>(name) : undefined
  return {
    ...{ data: data ?? kept, isKept: kept !== undefined },
    error: kept === undefined ? error : null,
    refetch: () => void refetch(),
  }
}

/** Whoever signed out, or was signed out, leaves nothing to go on with. */
export function forgetKeptReplies(): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(prefix)) localStorage.removeItem(name)
  }
}

const keep = (name: string, data: unknown) =>
  localStorage.setItem(name, JSON.stringify({ data, until: Date.now() + keptMillis }))

function readKept<T>(name: string): T | undefined {
  const text = localStorage.getItem(name)
  if (text === null) return undefined
  // Nobody else writes under this name.
  const { data, until } = JSON.parse(text) as { data: T; until: number }
  return Date.now() < until ? data : undefined
}
