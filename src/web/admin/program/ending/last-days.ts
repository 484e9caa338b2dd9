import { endingNoticeDays } from '#contract/language/program-ending.ts'
import { dateText, dayNumber, monthOf, monthStart } from '#kernel/calendar.ts'

export type LastDays = { collectUntil: string; redeemUntil: string }
export type DayFault = 'in_past' | 'reversed' | 'too_soon'

/** The end of next month to collect, and a quarter of a year more to redeem. */
export function proposedDays(today: number): LastDays {
  const month = monthOf(today)
  return {
    collectUntil: dateText(monthStart(month + 2) - 1),
    redeemUntil: dateText(monthStart(month + 5) - 1),
  }
}

/**
 * What makes these days unfair or impossible; null: they can be said. What was said before may stay: more time
 * to redeem is fair also when collecting is over.
 */
export function faultOf(
  { collectUntil, redeemUntil }: LastDays,
  said: LastDays | null,
  today: number,
): DayFault | null {
  if (collectUntil === '') return 'in_past'
  if (dayNumber(collectUntil) < today && collectUntil !== said?.collectUntil) return 'in_past'
  if (redeemUntil < collectUntil) return 'reversed'
  if (said !== null && redeemUntil >= said.redeemUntil) return null
  return dayNumber(redeemUntil) < today + endingNoticeDays ? 'too_soon' : null
}
