import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { type ReferralRefusal, whyNoReferral } from '#domain/loyalty/referral.ts'
import { readTraits, together } from './traits.ts'

/** Who brought whom; merged customers or not. */
export type Pair = {
  referrerId: string
  recruitId: string
  followedAt: Date
  /** Where it is being told. */
  toldAt?: Date
}

/** Every reason why each of these cannot count, in order; by what is known now. */
export async function whyNot(tx: Tx, pairs: readonly Pair[]): Promise<ReferralRefusal[][]> {
  if (pairs.length === 0) return []
  const brought = await broughtBy(
    tx,
    pairs.map(({ referrerId }) => referrerId),
  )
  const ids = [...pairs.flatMap((pair) => [pair.referrerId, pair.recruitId]), ...brought.all]
  const roots = await rootsOf(tx, ids)
  const members = await membersOf(tx, [...new Set(roots.values())])
  const traits = await readTraits(tx, members)
  const known = await knownSince(tx, members)
  const of = (id: string) => traits.get(roots.get(id)!)!
  return pairs.map(({ referrerId, recruitId, followedAt, toldAt }) => {
    const recruit = of(recruitId)
    const others = brought
      .before(referrerId, recruitId)
      .map(of)
      .filter(({ customer }) => customer !== recruit.customer)
    return whyNoReferral({
      referrer: together(of(referrerId), others),
      recruit,
      followedMillis: followedAt.getTime(),
      toldMillis: toldAt?.getTime() ?? null,
      knownSinceMillis: known.get(recruit.customer) ?? null,
    })
  })
}

/** Whom each of these referrers brought, the earliest first. */
async function broughtBy(tx: Tx, referrerIds: readonly string[]) {
  const { rows } = await sql<{ referrer: string; recruit: string }>`
    select referrer_id as referrer, customer_id as recruit from referrals
    where referrer_id = any(${[...referrerIds]}::uuid[]) order by referral_id`.execute(tx)
  const byReferrer = Map.groupBy(rows, ({ referrer }) => referrer)
  return {
    all: rows.map(({ recruit }) => recruit),
    before: (referrerId: string, recruitId: string) => {
      const recruits = (byReferrer.get(referrerId) ?? []).map(({ recruit }) => recruit)
      const place = recruits.indexOf(recruitId)
      return place < 0 ? recruits : recruits.slice(0, place)
    },
  }
}

/** When each was first heard of: as a customer, or by a purchase told late. */
async function knownSince(
  tx: Tx,
  members: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; since: Date }>`
    select customer_id as id, least(created_at, first_purchase_at) as since
    from customers left join profiles using (customer_id)
    where customer_id = any(${[...members.values()].flat()}::uuid[])`.execute(tx)
  const since = new Map(rows.map((row) => [row.id, row.since.getTime()]))
  return new Map(
    [...members].map(([root, ids]) => [root, Math.min(...ids.map((id) => since.get(id)!))]),
  )
}
