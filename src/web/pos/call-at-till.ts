import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, call } from '../client/index.ts'

/** Longer nobody waits with somebody before them. */
const patienceMillis = 8_000

/** Asks the program as whoever has unlocked this till. */
export const callAtTill = <E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
): Promise<WireReply<E>> =>
  call(endpoint, input, { atTill: true, signal: AbortSignal.timeout(patienceMillis) })
