import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { nilId } from '#kernel/ids.ts'
import { hashOfWording } from './receipt.ts'
import { readReceipts } from './receipt-rows.ts'
import { statesOf } from './restate.ts'
import { areWhole } from './view-receipts.ts'

export type ConsentDifference = { table: string; key: string; stored: string; replayed: string }

const customersPerPortion = 1000
const differencesMax = 100

/**
 * Walks every chain of receipts, compares wordings with their hashes, and what holds with what the
 * receipts say. Writes nothing.
 */
export async function verifyConsents({
  database,
}: Pick<Context, 'database'>): Promise<{ receipts: number; differences: ConsentDifference[] }> {
  return await readOnly(database, async (tx) => {
    const chains = await walkChains(tx)
    const differences = [
      ...chains.differences,
      ...(await changedWordings(tx)),
      ...(await differingStates(tx)),
    ]
    return { receipts: chains.receipts, differences: differences.slice(0, differencesMax) }
  })
}

async function walkChains(tx: Tx) {
  const differences: ConsentDifference[] = []
  let receipts = 0
  for (let ids = await next(tx, nilId); ids.length > 0; ids = await next(tx, ids.at(-1)!)) {
    const portion = Map.groupBy(await readReceipts(tx, ids), ({ customerId }) => customerId)
    for (const [customerId, chain] of portion) {
      receipts += chain.length
      if (!areWhole(chain)) differences.push(broken('consent_receipts', customerId, 'whole chain'))
    }
  }
  return { receipts, differences }
}

async function next(tx: Tx, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from consent_receipts where customer_id > ${after}
    order by 1 limit ${customersPerPortion}`.execute(tx)
  return rows.map(({ id }) => id)
}

async function changedWordings(tx: Tx): Promise<ConsentDifference[]> {
  const { rows } = await sql<{ id: string; wording: string; hash: Buffer }>`
    select text_id as id, wording, hash from consent_texts`.execute(tx)
  return rows
    .filter(({ wording, hash }) => !hashOfWording(wording).equals(hash))
    .map(({ id }) => broken('consent_texts', id, 'wording of the hash'))
}

const broken = (table: string, key: string, replayed: string): ConsentDifference => ({
  table,
  key,
  stored: 'something else',
  replayed,
})

async function differingStates(tx: Tx): Promise<ConsentDifference[]> {
  const { rows } = await sql<ConsentDifference>`
    with recursive led as (
      select distinct customer_id as member, customer_id as customer from consent_receipts
      union
      select customer_id, customer_id from customers where merged_into is null and joined
      union
      select customer_id, merged_into from customers where merged_into is not null
      union
      select member, merged_into from led join customers on customers.customer_id = customer
      where merged_into is not null
    ), family as (
      select customer, member from led where not exists (
        select from customers where customers.customer_id = customer and merged_into is not null
      )
    ), fresh as (${statesOf(sql`family`)})
    select 'consents' as table, coalesce(fresh.customer_id, consents.customer_id)::text as key,
      concat_ws(' ', purpose, channel, consents.state, consents.since, consents.text_id) as stored,
      concat_ws(' ', purpose, channel, fresh.state, fresh.since, fresh.text_id) as replayed
    from fresh full join consents using (customer_id, purpose, channel)
    where (fresh.state, fresh.since, fresh.text_id)
      is distinct from (consents.state, consents.since, consents.text_id)
    order by 2 limit ${differencesMax}`.execute(tx)
  return rows
}
