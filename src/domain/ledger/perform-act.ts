import { type Account, type Hold, pointsOf } from './account.ts'
import { type Act, type Extending, lotKeyOf } from './act.ts'
import type { BookAccount, Origin } from './book-account.ts'
import type { Lot, Part } from './lot.ts'
import { placeOf } from './lot.ts'
import { keepsUntil, policyAt } from './policy.ts'
import { reverseLot, undoSpend } from './reverse.ts'
import { fallShort, giveBack, lotNamed, move, type Step, shortfallOfReturns, take } from './step.ts'

/**
 * Does an act once more, as it happened. Whether it was allowed was decided when it was done; where
 * facts told later leave too little for it, it falls short.
 */
export function performAct(step: Step, act: Act, known: KnownActs): void {
  switch (act.kind) {
    case 'redeem':
    case 'donate':
    case 'redeem_offline':
    case 'transfer_out':
      step.account.spends.set(act.id, use(step, act, destinationOf(act)!))
      return
    case 'hold':
      hold(step, { id: act.id, until: act.until, parts: use(step, act, 'held') })
      return
    case 'capture':
      capture(step, act)
      return
    case 'release':
      endHold(step, act.hold)
      return
    case 'grant':
    case 'goodwill':
    case 'opening':
      addLot(step, { ...act, key: lotKeyOf(act.id), issuer: act.store, earnedAt: act.at }, act.kind)
      return
    case 'transfer_in':
      act.lots.forEach((lot, index) => {
        addLot(step, { ...lot, key: lotKeyOf(act.id, index), earnedAt: act.at }, 'transfer_in')
      })
      return
    case 'cancel':
      cancel(step, act.act, known)
      return
    case 'extend':
      extend(step, act)
      return
    case 'end':
      end(step, act.until)
      return
  }
}

export type KnownActs = (id: string) => Act | undefined

/** Where the points go that an act uses. */
export function destinationOf(act: Act | undefined): BookAccount | undefined {
  switch (act?.kind) {
    case 'redeem':
    case 'redeem_offline':
    case 'capture':
      return 'redeemed'
    case 'donate':
      return 'donated'
    case 'transfer_out':
      return 'transferred'
    default:
      return undefined
  }
}

function use(
  step: Step,
  act: { kind: Act['kind']; points: number },
  destination: BookAccount,
): Part[] {
  const parts = take(step, act.points, destination, 'only available')
  if (act.kind === 'redeem_offline') {
    const lost = act.points - pointsOf(parts)
    return [...parts, ...fallShort(step, null, ['offline_loss', destination], lost)]
  }
  const overdraft = Math.min(act.points - pointsOf(parts), overdraftRoom(step))
  parts.push(...fallShort(step, null, ['owed', destination], overdraft))
  parts.push(...take(step, act.points - pointsOf(parts), destination, 'and pending'))
  const short = act.points - pointsOf(parts)
  return [...parts, ...fallShort(step, null, [shortfallOfReturns(step), destination], short)]
}

function overdraftRoom({ account, policy, at }: Step): number {
  return Math.max(0, policyAt(policy, at).overdraftMax + account.sums.owed)
}

function hold({ account }: Step, hold: Hold): void {
  account.holds.set(hold.id, hold)
  countHeld(account.lots, hold.parts, 1)
}

function countHeld(lots: ReadonlyMap<string, Lot>, parts: readonly Part[], sign: 1 | -1): void {
  for (const part of parts) {
    if (part.kind === 'lot') lots.get(part.lot)!.held += sign * part.points
  }
}

function capture(step: Step, act: Extract<Act, { kind: 'capture' }>): void {
  const { account } = step
  const held = account.holds.get(act.hold)
  if (!held) throw new Error('a capture names a hold that is not there')
  const [captured, rest] = split(account, held.parts, act.points)
  for (const part of captured) {
    const lot = part.kind === 'lot' ? lotNamed(account, part.lot) : null
    move(step, lot, ['held', 'redeemed'], part.points)
  }
  countHeld(account.lots, captured, -1)
  account.spends.set(act.id, captured)
  held.parts = rest
  if (act.rest === 'released' || rest.length === 0) endHold(step, act.hold)
}

/** The first of these points, and the others. What is owed stays owed on both sides of the cut. */
function split({ debts }: Account, parts: readonly Part[], points: number): [Part[], Part[]] {
  const taken: Part[] = []
  const rest = [...parts]
  let missing = points
  while (missing > 0) {
    const first = rest[0]
    if (!first) throw new Error('more is captured than is held')
    const size = Math.min(first.points, missing)
    missing -= size
    if (size === first.points) taken.push(rest.shift()!)
    else {
      const cut = { ...first, points: size }
      const debt = first.kind === 'short' ? debts.indexOf(first) : -1
      if (debt >= 0 && cut.kind === 'short') debts.splice(debt, 0, cut)
      first.points -= size
      taken.push(cut)
    }
  }
  return [taken, rest]
}

/** What is still held goes back to where it came from. */
export function endHold(step: Step, id: string): void {
  const { account } = step
  const held = account.holds.get(id)
  if (!held) return
  account.holds.delete(id)
  countHeld(account.lots, held.parts, -1)
  giveBack(step, held.parts, pointsOf(held.parts), 'held')
}

const origins = {
  grant: 'issued',
  goodwill: 'goodwill',
  opening: 'opening',
  transfer_in: 'transferred',
} as const

type NewLot = Pick<Lot, 'key' | 'issuer' | 'points' | 'earnedAt' | 'availableAt' | 'expiresAt'>

export function addLot(step: Step, lot: NewLot, by: keyof typeof origins): void {
  const { key, issuer, points, earnedAt, availableAt } = lot
  const origin: Origin = origins[by]
  const pending = availableAt > step.at
  const expiresAt = keepsUntil(step.policy, lot, step.at)
  const added: Lot = {
    ...{ key, origin, issuer, points, earnedAt, availableAt, expiresAt, pending },
    ...{ open: points, held: 0, expired: 0, reversed: 0, lack: [] },
  }
  step.account.lots.set(key, added)
  move(step, added, [origin, placeOf(added)], points)
}

function cancel(step: Step, id: string, known: KnownActs): void {
  const { account } = step
  if (account.holds.has(id)) endHold(step, id)
  const destination = destinationOf(known(id))
  if (destination) undoSpend(step, id, destination, Number.MAX_SAFE_INTEGER)
  const granted = account.lots.get(lotKeyOf(id))
  if (granted) reverseLot(step, granted, granted.points)
}

function extend({ account, policy, at }: Step, { until, from = 0 }: Extending): void {
  for (const lot of account.lots.values()) {
    if (lot.expiresAt === null || (lot.open === 0 && lot.held === 0)) continue
    if (lot.expiresAt <= from) continue
    if (until !== null && lot.expiresAt >= until) continue
    lot.expiresAt = keepsUntil(policy, { ...lot, expiresAt: until }, at)
  }
}

function end({ account }: Step, until: number): void {
  for (const lot of account.lots.values()) {
    if (lot.open === 0 && lot.held === 0) continue
    if (lot.expiresAt === null || lot.expiresAt > until) lot.expiresAt = until
  }
}
