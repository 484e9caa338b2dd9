import { type Caller, callerKey, isCashier } from '#contract/route.ts'
import { Refusal } from '#kernel/errors.ts'

/** At the till one's own booking can be undone for so long; later it takes somebody who may. */
const undoMinutes = 10

export function refuseLateUndo(
  caller: Caller,
  done: { createdBy: string; occurredAt: Date },
  now: Date,
  code: 'reward_undo_too_late' | 'gift_undo_too_late' | 'extra_undo_too_late',
): void {
  if (!isCashier(caller)) return
  const isOwn = done.createdBy === callerKey(caller)
  if (isOwn && now.getTime() - done.occurredAt.getTime() <= undoMinutes * 60_000) return
  throw new Refusal(
    'forbidden',
    code,
    'At the till you can undo what you did yourself for 10 minutes. Ask the store manager.',
  )
}
