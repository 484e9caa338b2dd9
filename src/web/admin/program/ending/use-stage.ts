import { zoneNamed } from '#kernel/time-zone.ts'
import { useFormat } from '../../../design/provider.tsx'
import type { LastDays } from './last-days.ts'
import { type Stage, stageOf } from './stage.ts'

/** How far the program has come to its end, and what is said of it. */
export function useStage(ending: LastDays) {
  const format = useFormat()
  const today = zoneNamed(format.timeZone).dayOf(new Date())
  const stage = stageOf(ending, today)
  const days = {
    collect: format.dateLong(ending.collectUntil),
    redeem: format.dateLong(ending.redeemUntil),
  }
  return { today, stage, says: says[stage], reason: reasons[stage], days }
}

const says = {
  collecting: 'ending.planned',
  redeeming: 'ending.redeeming',
  over: 'ending.over',
} as const satisfies Record<Stage, string>

const reasons = {
  collecting: 'ending.plannedReason',
  redeeming: 'ending.redeemingReason',
  over: 'ending.overReason',
} as const satisfies Record<Stage, string>
