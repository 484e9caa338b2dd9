import { useMay } from '../session.ts'
import type { StatementLine } from './points.ts'

/** What the till may undo for a short time; whoever gives points by hand may undo more, and later. */
const ofTheTill: readonly string[] = ['redeem', 'donate', 'hold', 'capture']
const byHand: readonly string[] = [...ofTheTill, 'grant', 'goodwill', 'opening', 'transfer_out']
const soonMillis = 10 * 60_000

/** Whether this person may cancel an act, as far as its line shows. */
export function useMayCancel(): (line: StatementLine) => boolean {
  const may = useMay()
  return ({ act, actId, reasons, bookedAt }) => {
    if (act === null || actId === null || !reasons.every(({ key }) => isOwn(key))) return false
    if (may('points:grant')) return byHand.includes(act)
    const isSoon = Date.now() - Date.parse(bookedAt) < soonMillis
    return may('points:redeem') && ofTheTill.includes(act) && isSoon
  }
}

/** What rewards, gifts and carts did is undone there. */
const isOwn = (key: string) => key.startsWith('points.') || key.startsWith('hand.')
