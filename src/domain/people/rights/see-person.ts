import { sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { type Seen, seeCustomer } from '#domain/profile/see-customer.ts'
import { Refusal } from '#kernel/errors.ts'

/**
 * A person with all who are the same, for those who may know or forget everything about them: of staff
 * of some stores only where nothing of it happened elsewhere.
 * @throws Refusal where there is no such customer, or something of theirs belongs to another store
 */
export async function seePerson(tx: Tx, customerId: string, { stores }: Caller): Promise<Seen> {
  const seen = await seeCustomer(tx, customerId, stores)
  if (stores !== null && (await wasElsewhere(tx, seen.memberIds, stores))) {
    throw new Refusal(
      'forbidden',
      'caller_limited_to_stores',
      'Something of this person happened in another store; somebody for all stores has to do this.',
    )
  }
  return seen
}

async function wasElsewhere(
  tx: Tx,
  memberIds: readonly string[],
  stores: readonly number[],
): Promise<boolean> {
  const { rows } = await sql<{ elsewhere: boolean }>`
    select exists (
      select from events
      where customer_id = any(${memberIds}::uuid[])
        and (store_number <> all(${stores}::integer[])
          or (store_number is null and type in ('purchase', 'return', 'visit')))
    ) or exists (
      select from ledger_acts
      where customer_id = any(${memberIds}::uuid[]) and store_number <> all(${stores}::integer[])
    ) as elsewhere`.execute(tx)
  return rows[0]!.elsewhere
}
