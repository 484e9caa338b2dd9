import type { Tx } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Account, balanceOf } from './account.ts'
import type { Instant } from './facts.ts'
import { type LockedAccount, lockAccount } from './lock-account.ts'
import { policyAt } from './policy.ts'
import { type ActAnswer, type ActRequest, recordLocked } from './record-act.ts'
import { type LedgerTerms, policyOf } from './terms.ts'

export type Redemption = ActRequest & { points: number; for: 'redeem' | 'donate' } & InTime

/** From `endsAt` on nothing is spent or given any more; null or left out: there is no such instant. */
export type InTime = { endsAt?: Date | null }

/** Takes points for a reward, or for a cause. */
export async function redeem(tx: Tx, redemption: Redemption, now: Date): Promise<ActAnswer> {
  return await redeemLocked(tx, await lockAccount(tx, redemption), redemption, now)
}

/** The same from an account that is locked already. */
export async function redeemLocked(
  tx: Tx,
  locked: LockedAccount,
  redemption: Redemption,
  now: Date,
): Promise<ActAnswer> {
  const { points, for: kind } = redemption
  const planned = {
    request: redemption,
    asked: [kind, points],
    decide: (account: Account, at: Instant, terms: LedgerTerms) => {
      refuseEnded(redemption, at)
      refuseTooMany(account, points, overdraftOf(terms, redemption.currency, at))
      return { kind, points }
    },
  }
  return await recordLocked(tx, locked, planned, now)
}

export function refuseEnded({ endsAt = null }: InTime, at: Instant): void {
  if (endsAt === null || at < endsAt.getTime()) return
  throw new Refusal('conflict', 'program_ended', 'The program has come to its end.')
}

export const overdraftOf = (terms: LedgerTerms, currency: string, at: Instant): number =>
  policyAt(policyOf(terms, currency), at).overdraftMax

export function refuseTooMany(account: Account, points: number, overdraftMax: number): void {
  refuseNoPoints(points)
  if (points > balanceOf(account) + overdraftMax) {
    throw new Refusal('conflict', 'points_insufficient', 'There are not as many points.')
  }
}

export function refuseNoPoints(points: number): void {
  if (Number.isSafeInteger(points) && points > 0) return
  throw new Refusal('malformed', 'points_not_positive', 'Points are a whole number of at least 1.')
}
