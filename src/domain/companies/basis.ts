import type { Tx } from '#database/transaction.ts'
import { readFrame } from '#domain/analytics/frame.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Basis } from './company-list.ts'

/** Figures are as of the last day the sources know; contracts go by today. */
export async function readBasis(tx: Tx, now: Date): Promise<Basis> {
  const { asOf, zone, currency } = await readFrame(tx)
  const today = zone.dayOf(now)
  return { asOf: dateText(asOf ?? today), today: dateText(today), currency }
}
