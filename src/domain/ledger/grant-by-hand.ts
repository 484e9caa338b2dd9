import type { Tx } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import type { Instant } from './facts.ts'
import { type ActAnswer, type ActRequest, recordAct } from './record-act.ts'
import { refuseNoPoints } from './redeem.ts'

export type HandGrant = ActRequest & {
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
