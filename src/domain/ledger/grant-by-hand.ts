import type { Tx } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import type { Instant } from './facts.ts'
import { keepsUntil } from './policy.ts'
import { type ActAnswer, type ActRequest, recordAct } from './record-act.ts'
import { type InTime, refuseEnded, refuseNoPoints } from './redeem.ts'
import { type LedgerTerms, policyOf } from './terms.ts'

export type HandGrant = ActRequest &
  InTime & {
    /** Owed and forgotten, given for kindness, or brought along from an older system. */
    as: 'grant' | 'goodwill' | 'opening'
    points: number
    /** Null: at once. */
    availableAt: Date | null
    /** Null: never. */
    expiresAt: Date | null
    /** What was asked, where that left it open: a repeat may come when it would be another day. */
    askedUntil?: 'usual'
  }

/** Gives points by a person's decision, with its reason. */
export async function grantByHand(tx: Tx, request: HandGrant, now: Date): Promise<ActAnswer> {
  const { as: kind, points } = request
  const expiresAt = request.expiresAt?.getTime() ?? null
  const decide = (_: unknown, at: Instant) => {
    refuseEnded(request, at)
    refuseNoPoints(points)
    const availableAt = Math.max(at, request.availableAt?.getTime() ?? at)
    if (expiresAt !== null && expiresAt <= availableAt) {
      throw malformed(
        'expires_before_available',
        'Points cannot expire before they can be redeemed.',
      )
    }
    return { kind, points, availableAt, expiresAt }
  }
  const until = request.askedUntil ? null : request.expiresAt
  const asked = [kind, points, request.availableAt, until]
  return await recordAct(tx, { request, asked, decide }, now)
}

/** Points that come back of what was spent then. */
export type Return = ActRequest & { points: number; spentAt: Date }

/** Gives points back that no lot is known of: for ever, or where their program ended meanwhile, to end. */
export async function giveBackByHand(tx: Tx, request: Return, now: Date): Promise<ActAnswer> {
  const { points, spentAt, currency } = request
  const decide = (_: unknown, at: Instant, terms: LedgerTerms) => {
    const spent = { earnedAt: spentAt.getTime(), expiresAt: null }
    const until = keepsUntil(policyOf(terms, currency), spent, at)
    const expiresAt = until && Math.max(until, at)
    return { kind: 'grant' as const, points, availableAt: at, expiresAt }
  }
  return await recordAct(tx, { request, asked: ['grant', points, null, null], decide }, now)
}
