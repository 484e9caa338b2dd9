import { sql } from 'kysely'
import type { MergeSide } from '#contract/endpoints/duplicates.ts'
import type { Caller } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { readCustomer } from '#domain/customers/read-customer.ts'
import { balanceOf } from '#domain/loyalty/points/read-balance.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { mergeWithin, type PeopleRim } from './merge-customers.ts'

type Preview = { into: MergeSide; from: MergeSide; together: MergeSide }

/** Ends the transaction in which a merge was only tried. */
class Tried extends Error {
  readonly preview: Preview
  constructor(preview: Preview) {
    super('a merge was tried')
    this.preview = preview
  }
}

/** What a merge would bring: it is done, looked at, and taken back with its transaction. */
export async function previewMerge(
  rim: PeopleRim,
  asked: { from: string; into: string },
  by: Caller,
): Promise<Preview> {
  try {
    return await transaction(rim.context.database, async (tx) => {
      const look = (id: string) => sideOf(tx, rim, id, by.stores)
      const [into, from] = [await look(asked.into), await look(asked.from)]
      await mergeWithin(tx, rim, { ...asked, note: null }, by)
      throw new Tried({ into, from, together: await look(asked.into) })
    })
  } catch (tried) {
    if (tried instanceof Tried) return tried.preview
    throw tried
  }
}

async function sideOf(
  tx: Tx,
  { context, planFor }: PeopleRim,
  id: string,
  stores: Caller['stores'],
): Promise<MergeSide> {
  const { customerId, memberIds } = await seeCustomer(tx, id, stores)
  const { identities, birthday } = await readCustomer(tx, customerId, memberIds)
  const asked = { now: context.clock.now(), language: undefined }
  const { points, tier } = await balanceOf(tx, customerId, planFor, asked)
  return {
    customer: (await nameCustomers(tx, [customerId])).get(customerId)!,
    ...{ identities, birthday },
    ...(await boughtBy(tx, customerId)),
    points: points.map(({ currency, name, balance }) => ({ currency, name, balance })),
    tier: tier?.level?.name ?? null,
    vouchers: await openVouchers(tx, memberIds),
  }
}

async function boughtBy(tx: Tx, customerId: string) {
  const { rows } = await sql<Pick<MergeSide, 'purchases' | 'lastPurchaseAt'>>`
    select purchases, last_purchase_at as "lastPurchaseAt" from profiles
    where customer_id = ${customerId}`.execute(tx)
  return rows[0]!
}

async function openVouchers(tx: Tx, memberIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open
    from customer_vouchers left join voucher_code_uses as own using (code_id)
    where customer_id = any(${memberIds}::uuid[]) and coalesce(own.uses, 0) = 0`.execute(tx)
  return rows[0]!.open
}
