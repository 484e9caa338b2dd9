import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Where a person was signed in, and which addresses they have shown to be theirs. */
export type SignInExport = {
  devices: { browser: string | null; system: string | null; beganAt: Date; usedAt: Date }[]
  confirmed: { address: string; confirmedAt: Date }[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportSignIn(tx: Tx, customerIds: readonly string[]): Promise<SignInExport> {
  const { rows } = await sql<SignInExport>`
    with own as (select unnest(${customerIds}::uuid[]) as customer_id),
    devices as (
      select browser, system, began_at as "beganAt", used_at as "usedAt"
      from own join guest_sessions using (customer_id)
    ), confirmed as (
      select address, confirmed_at as "confirmedAt" from own join confirmed_addresses using (customer_id)
    )
    select
      (select coalesce(json_agg(devices order by "beganAt"), '[]') from devices) as devices,
      (select coalesce(json_agg(confirmed order by address), '[]') from confirmed) as confirmed`.execute(
    tx,
  )
  return rows[0]!
}

/** Signed out everywhere, for good: nobody is left to be signed in as. */
export async function eraseSignIn(tx: Tx, customerIds: readonly string[]): Promise<void> {
  for (const table of ['guest_sessions', 'guest_asks', 'card_codes', 'confirmed_addresses']) {
    await sql`
      delete from ${sql.table(table)} where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  }
}
