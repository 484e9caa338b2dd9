import { sql } from 'kysely'
import type { ContactBlock } from '#contract/endpoints/contact-blocks.ts'
import type { ContactBlockReason } from '#contract/language/consent.ts'
import type { Tx } from '#database/transaction.ts'
import { nameStaff } from '#domain/business/name-staff.ts'
import { newId } from '#kernel/ids.ts'

export type Blocking = { reason: ContactBlockReason; note: string | null; by: string | null }

/** Every block of customers who count as one, the latest first; of those that stand the strictest. */
export async function readBlocks(
  tx: Tx,
  customerIds: readonly string[],
): Promise<{ standing: ContactBlock | null; history: ContactBlock[] }> {
  const { rows } = await sql<ContactBlock>`
    select reason, note, blocked_at as "blockedAt", blocked_by as "blockedBy",
      lifted_at as "liftedAt", lifted_by as "liftedBy"
    from contact_blocks where customer_id = any(${customerIds}::uuid[])
    order by block_id desc`.execute(tx)
  const staff = await nameStaff(
    tx,
    rows.flatMap(({ blockedBy, liftedBy }) => [blockedBy, liftedBy]),
  )
  const history = rows.map((row) => ({
    ...row,
    blockedBy: staff.get(row.blockedBy) ?? null,
    liftedBy: staff.get(row.liftedBy) ?? null,
  }))
  const standing = history.filter(({ liftedAt }) => liftedAt === null)
  return { standing: standing.find(isOfDead) ?? standing[0] ?? null, history }
}

const isOfDead = ({ reason }: ContactBlock) => reason === 'died'

export async function insertBlock(
  tx: Tx,
  customerId: string,
  { reason, note, by }: Blocking,
  now: Date,
): Promise<void> {
  await sql`
    insert into contact_blocks (block_id, customer_id, reason, note, blocked_at, blocked_by)
    values (${newId()}, ${customerId}, ${reason}, ${note}, ${now}, ${by})`.execute(tx)
}

/** @returns how many stood until now */
export async function liftBlocks(
  tx: Tx,
  customerIds: readonly string[],
  by: string | null,
  now: Date,
): Promise<number> {
  const { rows } = await sql`
    update contact_blocks set lifted_at = ${now}, lifted_by = ${by}
    where customer_id = any(${customerIds}::uuid[]) and lifted_at is null
    returning block_id`.execute(tx)
  return rows.length
}
