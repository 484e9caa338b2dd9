import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, call } from '../client/index.ts'

/** Longer nobody waits with somebody before them. */
const patienceMillis = 8_000

/** Asks the program as whoever has unlocked this till. */
export const callAtTill = <E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  /** Where what is sent has no name of its own by which a repeat is known. */
  idempotencyKey?: string,
): Promise<WireReply<E>> =>
  call(endpoint, input, {
    ...{ atTill: true, signal: AbortSignal.timeout(patienceMillis) },
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  })
