import type { Input, Reply } from '#contract/endpoint.ts'
import type {
  listReferrals as listEndpoint,
  listSuspiciousReferrers as suspiciousEndpoint,
} from '#contract/endpoints/referrals.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { pageOf, placeOf } from '#domain/loyalty/page-of.ts'
import { nameVisible } from '#domain/profile/name-visible.ts'
import { readReferrals } from './referral-rows.ts'
import { suspiciousReferrers } from './suspicious.ts'

type Rim = Pick<Context, 'database'>

/** A page of who brought whom, by name where the caller may see them. */
export async function listReferrals(
  { database }: Rim,
  { cursor, limit, ...wish }: Input<typeof listEndpoint>['query'],
  caller: Caller,
): Promise<Reply<typeof listEndpoint>> {
  const after = placeOf(cursor)
  return await readOnly(database, async (tx) => {
    const rows = await readReferrals({ kysely: tx }, { ...wish, after, limit: limit + 1 })
    const page = pageOf(rows, limit, ({ id }) => id)
    const people = page.items.flatMap(({ referrerId, recruitId }) => [referrerId, recruitId])
    const names = await nameVisible(tx, [...new Set(people)], caller)
    const items = page.items.map((one) => ({
      ...one,
      referrer: names.get(one.referrerId) ?? null,
      recruit: names.get(one.recruitId) ?? null,
    }))
    return { ...page, items }
  })
}

export async function listSuspiciousReferrers(
  { database }: Rim,
  caller: Caller,
): Promise<Reply<typeof suspiciousEndpoint>> {
  return await readOnly(database, async (tx) => {
    const found = await suspiciousReferrers({ kysely: tx })
    const ids = found.map(({ customerId }) => customerId)
    const names = await nameVisible(tx, ids, caller)
    return {
      items: found.map((one) => ({ ...one, customer: names.get(one.customerId) ?? null })),
    }
  })
}
