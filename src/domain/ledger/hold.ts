import type { Tx } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { type Account, type Hold, pointsOf } from './account.ts'
import type { Instant } from './facts.ts'
import { type ActAnswer, type ActRequest, recordAct } from './record-act.ts'
import { type InTime, overdraftOf, refuseEnded, refuseNoPoints, refuseTooMany } from './redeem.ts'
import type { LedgerTerms } from './terms.ts'

export type HoldRequest = ActRequest & { points: number; minutes: number } & InTime

const minutesMax = 60 * 24 * 31

/** Reserves points for a checkout. They end by the clock; while held, they do not expire. */
export async function hold(tx: Tx, request: HoldRequest, now: Date): Promise<ActAnswer> {
  const { points, minutes, currency } = request
  const decide = (account: Account, at: Instant, terms: LedgerTerms) => {
    refuseEnded(request, at)
    refuseTooMany(account, points, overdraftOf(terms, currency, at))
    const until = at + Math.min(Math.max(1, minutes), minutesMax) * 60_000
    return { kind: 'hold' as const, points, until }
  }
  return await recordAct(tx, { request, asked: ['hold', points, minutes], decide }, now)
}

/** `points` null: all that are held. `rest`: what becomes of what is held beyond them. */
export type Capture = ActRequest & {
  hold: string
  points: number | null
  rest: 'released' | 'held'
}

/** Redeems points that are held, in part or in full. */
export async function capture(tx: Tx, request: Capture, now: Date): Promise<ActAnswer> {
  const { hold, points, rest } = request
  const decide = (account: Account) => {
    const held = pointsOf(heldBy(account, hold).parts)
    const captured = points ?? held
    refuseNoPoints(captured)
    if (captured > held) {
      throw conflict('capture_exceeds_hold', 'Not as many points are held.')
    }
    return { kind: 'capture' as const, hold, points: captured, rest }
  }
  return await recordAct(tx, { request, asked: ['capture', hold, points, rest], decide }, now)
}

export type Release = ActRequest & { hold: string }

/** Gives back what is held. */
export async function release(tx: Tx, request: Release, now: Date): Promise<ActAnswer> {
  const { hold } = request
  const decide = (account: Account) => {
    heldBy(account, hold)
    return { kind: 'release' as const, hold }
  }
  return await recordAct(tx, { request, asked: ['release', hold], decide }, now)
}

function heldBy({ holds }: Account, id: string): Hold {
  const found = holds.get(id)
  if (!found) throw notFound('point_hold')
  return found
}
