import { type RawBuilder, sql } from 'kysely'
import type { Referral } from '#contract/endpoints/referrals.ts'
import type { Queryable, Tx } from '#database/transaction.ts'

export async function readReferral(tx: Tx, referralId: string): Promise<Referral> {
  const [referral] = await select({ kysely: tx }, sql`referral_id = ${referralId}`, 1)
  return referral!
}

type Wish = {
  state?: Referral['state'] | undefined
  referrer?: string | undefined
  /** The last one of the page before: older ones follow. */
  after: string | null
  limit: number
}

export const readReferrals = (db: Queryable, { state, referrer, after, limit }: Wish) =>
  select(
    db,
    sql`(${state ?? null}::text is null or state = ${state ?? null})
      and (${referrer ?? null}::uuid is null or referrer_id = ${referrer ?? null})
      and (${after}::uuid is null or referral_id < ${after})`,
    limit,
  )

async function select({ kysely }: Queryable, which: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<Referral>`
    select referral_id as id, referrer_id as "referrerId", customer_id as "recruitId", state,
      waits_for as "waitsFor", case when state = 'waiting' then next_at end as "waitsUntil",
      reasons, (content ->> 'referrerPoints')::bigint as "referrerPoints",
      (content ->> 'recruitPoints')::bigint as "recruitPoints", content ->> 'currency' as currency,
      followed_at as "followedAt", decided_at as "decidedAt"
    from referrals join referral_terms on revision = terms_revision
    where ${which} order by referral_id desc limit ${limit}`.execute(kysely)
  return rows
}
