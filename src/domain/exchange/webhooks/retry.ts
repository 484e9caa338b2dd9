import type { Answer } from './send-message.ts'

const minute = 60
const hour = 60 * minute

/** Seconds between the attempts: eleven in all, the last one day after the first. */
const pausesSeconds = [
  5,
  30,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  10 * hour,
]
/** So many failures in a row speak of the receiver, not of a message: all of it is left alone. */
export const failuresUntilRest = 5
const restSecondsMin = 5
const restSecondsMax = 5 * minute
const retryAfterSecondsMax = hour
const stopAfterDays = 3

/** What is to be done with a message after an attempt. */
export type Verdict =
  | { kind: 'delivered' }
  | { kind: 'again'; at: Date }
  | { kind: 'given_up' }
  /** The receiver wants no more of anything. */
  | { kind: 'gone' }

type Attempt = { answer: Answer; attempts: number; isTest: boolean }

/**
 * @param attempts this one included
 * @param chance from 0 to 1: receivers that failed together are not asked again together
 */
export function judge({ answer, attempts, isTest }: Attempt, now: Date, chance: number): Verdict {
  const status = answer.status ?? 0
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410 && !isTest) return { kind: 'gone' }
  const pause = isTest ? undefined : pausesSeconds[attempts - 1]
  if (pause === undefined) return { kind: 'given_up' }
  const wished = Math.min(answer.retryAfterSeconds ?? 0, retryAfterSecondsMax)
  return { kind: 'again', at: later(now, Math.max(wished, spread(pause, chance))) }
}

/** How long all of a receiver is left alone after failures in a row; null: not yet. */
export function restAfter(failuresInRow: number, now: Date, chance: number): Date | null {
  if (failuresInRow < failuresUntilRest) return null
  const doubled = restSecondsMin * 2 ** Math.min(failuresInRow - failuresUntilRest, 10)
  return later(now, spread(Math.min(doubled, restSecondsMax), chance))
}

/** After days without one success nobody is there any more. */
export const hasFailedForDays = (since: Date, now: Date): boolean =>
  now.getTime() - since.getTime() >= stopAfterDays * 24 * hour * 1000

const spread = (seconds: number, chance: number) => seconds * (0.8 + 0.4 * chance)
const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)
