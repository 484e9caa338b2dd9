import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { toldOnce } from './act-rows.ts'

/** What was done with a customer's points, and what was noted about it. */
export type LedgerExport = {
  customerId: string
  currency: string
  kind: string
  at: Date
  store: string | null
  deed: object
  reason: { key: string; params: object }
  note: string | null
}

/** @param customerIds the customer and all who were merged into them */
export async function exportActs(tx: Tx, customerIds: readonly string[]): Promise<LedgerExport[]> {
  const { rows } = await sql<LedgerExport>`
    select acts.customer_id as "customerId", currency, kind, at, stores.name as store, deed,
      jsonb_build_object('key', reason_key, 'params', reason_params) as reason, note
    from ledger_acts as acts
    left join act_notes using (customer_id, act_id)
    left join stores on stores.number = store_number
    where acts.customer_id = any(${customerIds}::uuid[]) and ${toldOnce(customerIds)}
    order by acts.position`.execute(tx)
  return rows
}

/**
 * Forgets what was noted, and hashes from which somebody who tries could find out what was asked. Books
 * and acts stay: they lead to nobody once the person is forgotten. To be called with the books open for
 * erasing.
 */
export async function eraseNotes(
  tx: Tx,
  customerIds: readonly string[],
  erasureKey: string,
): Promise<void> {
  await sql`
    with noted as (
      delete from act_notes where customer_id = any(${customerIds}::uuid[])
    )
    update ledger_acts set
      identity = keyed_hash(${erasureKey}, encode(identity, 'hex')), content_hash = ''
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
