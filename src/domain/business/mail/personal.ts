import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** That a mail was written, as far as it is still kept: its words were for one moment. */
export type MailExport = { kind: string; state: string; createdAt: Date }

/** @param customerIds the customer and all who were merged into them */
export async function exportMails(tx: Tx, customerIds: readonly string[]): Promise<MailExport[]> {
  const { rows } = await sql<MailExport>`
    select kind, state, created_at as "createdAt" from mails
    where customer_id = any(${customerIds}::uuid[]) order by mail_id`.execute(tx)
  return rows
}

export async function eraseMails(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`delete from mails where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
