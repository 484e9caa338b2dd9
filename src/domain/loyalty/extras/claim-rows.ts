import { sql } from 'kysely'
import type { ExtraClaim } from '#contract/endpoints/extras.ts'
import type { Tx } from '#database/transaction.ts'

/** How often each extra was given in a month, less what was undone; of extras never given nothing. */
export async function readUsed(
  tx: Tx,
  customerIds: readonly string[],
  month: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ extra: string; used: number }>`
    select extra, sum(times)::int as used from extra_claims
    where customer_id = any(${customerIds}::uuid[]) and month = ${month}
    group by extra`.execute(tx)
  return new Map(rows.map(({ extra, used }) => [extra, used]))
}

export type NewClaim = {
  id: string
  customerId: string
  extra: string
  month: number
  storeNumber: number | null
  now: Date
  createdBy: string
}

export async function writeClaim(tx: Tx, claim: NewClaim): Promise<void> {
  await sql`
    insert into extra_claims (customer_id, claim_id, extra, month, times, store_number, occurred_at,
      created_by)
    values (${claim.customerId}, ${claim.id}, ${claim.extra}, ${claim.month}, 1,
      ${claim.storeNumber}, ${claim.now}, ${claim.createdBy})`.execute(tx)
}

export async function readClaim(tx: Tx, id: string): Promise<ExtraClaim> {
  const { rows } = await sql<ExtraClaim>`
    select claim_id as id, customer_id as "customerId", extra, occurred_at as "occurredAt"
    from extra_claims where claim_id = ${id}`.execute(tx)
  return rows[0]!
}
