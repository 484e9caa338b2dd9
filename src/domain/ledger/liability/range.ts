import { liabilityMonthsMax } from '#contract/endpoints/liability.ts'
import { malformed } from '#kernel/errors.ts'

export type Wish = { from?: number | undefined; to?: number | undefined }
export type MonthRange = { from: number; to: number }

/** The months asked for; else the last twelve, the one that is not over yet included. */
export function rangeOf({ from, to }: Wish, current: number): MonthRange {
  const last = to ?? Math.max(current, from ?? current)
  const first = from ?? last - 11
  if (first > last) {
    throw malformed('months_reversed', 'The first month comes after the last.', '/from')
  }
  if (last - first >= liabilityMonthsMax) {
    const message = `At most ${liabilityMonthsMax} months can be asked for at once.`
    throw malformed('months_too_many', message, '/from')
  }
  return { from: first, to: last }
}

export const isWithin = ({ from, to }: MonthRange, month: number) => from <= month && month <= to
