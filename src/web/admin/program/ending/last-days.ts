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

/** What makes these days unfair or impossible; null: they can be said. */
export function faultOf({ collectUntil, redeemUntil }: LastDays, today: number): DayFault | null {
  if (collectUntil === '' || dayNumber(collectUntil) < today) return 'in_past'
  if (redeemUntil < collectUntil) return 'reversed'
  return dayNumber(redeemUntil) < today + endingNoticeDays ? 'too_soon' : null
}
