import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Somebody has shown that an address is theirs. @param address as identities compare it */
export async function confirm(
  tx: Tx,
  customerId: string,
  address: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into confirmed_addresses (customer_id, address, confirmed_at)
    values (${customerId}, ${address}, ${now})
    on conflict (customer_id, address) do update set confirmed_at = excluded.confirmed_at`.execute(
    tx,
  )
}

export type Address = { value: string; shown: string; confirmedAt: Date | null }

/**
 * The e-mail addresses of a customer, those they confirmed last first.
 * @param memberIds the customer and all who were merged into them
 */
export async function readAddresses(tx: Tx, memberIds: readonly string[]): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select value, shown, confirmed_at as "confirmedAt"
    from identities left join (
      select address, max(confirmed_at) as confirmed_at from confirmed_addresses
      where customer_id = any(${memberIds}::uuid[]) group by address
    ) as confirmed on address = value
    where kind = 'email' and customer_id = any(${memberIds}::uuid[])
    order by confirmed_at desc nulls last, value`.execute(tx)
  return rows
}
