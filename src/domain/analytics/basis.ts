import { dateText, type Period } from '#kernel/calendar.ts'
import type { FilterQuery } from './filters.ts'
import type { Frame } from './frame.ts'
import { coverageOf, type Receipts } from './receipts.ts'

/** What a report says of itself. */
export function basisOf(
  frame: Frame,
  period: Period,
  customers: number,
  receipts: Receipts,
  asked: FilterQuery,
) {
  return {
    asOf: frame.asOf === null ? null : dateText(frame.asOf),
    ageSeconds: null,
    presence: frame.presence,
    visitsLeftOut: frame.visitsLeftOut,
    boughtShare: frame.boughtShare,
    timeZone: frame.zone.name,
    currency: frame.currency,
    from: dateText(period.start),
    to: dateText(period.end),
    customers,
    recount: frame.recount,
    coverage: coverageOf(receipts, frame.currency),
    filters: {
      store: asked.store ?? [],
      channel: asked.channel ?? [],
      category: asked.category ?? [],
      tag: asked.tag ?? [],
      attribute: asked.attribute ?? [],
    },
  }
}

/** All that is known: from the first receipt to the last known day. */
export const wholeHistory = ({ since, asOf }: Pick<Frame, 'since' | 'asOf'>): Period => ({
  start: since ?? asOf ?? 0,
  end: (asOf ?? -1) + 1,
})
