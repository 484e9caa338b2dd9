import { dayNumber } from '#kernel/calendar.ts'
import type { LastDays } from './last-days.ts'

export type Stage = 'collecting' | 'redeeming' | 'over'

/** How far a program has come to its end by that day. */
export function stageOf({ collectUntil, redeemUntil }: LastDays, today: number): Stage {
  if (today > dayNumber(redeemUntil)) return 'over'
  return today > dayNumber(collectUntil) ? 'redeeming' : 'collecting'
}
