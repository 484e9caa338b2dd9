import { sql } from 'kysely'
import type { Mail, MailKind, MailState } from '#contract/endpoints/portal-settings.ts'
import type { Tx } from '#database/transaction.ts'
import { open, seal } from '#domain/business/seal.ts'
import { newId } from '#kernel/ids.ts'

/** A mail as it is written; `code` and `link` once more by themselves, for the outbox. */
export type MailContent = {
  to: string
  subject: string
  text: string
  html: string
  code: string
  link: string
}

export type NewMail = {
  kind: MailKind
  /** null: nobody who is known yet. */
  customerId: string | null
  content: MailContent
  expiresAt: Date
}

/** Puts a mail into the outbox, which sends it beside the requests. */
export async function keepMail(
  tx: Tx,
  secret: string,
  { kind, customerId, content, expiresAt }: NewMail,
): Promise<void> {
  const now = new Date()
  await sql`
    insert into mails (mail_id, kind, customer_id, content, created_at, expires_at, next_at)
    values (${newId()}, ${kind}, ${customerId}, ${seal(JSON.stringify(content), secret, 'mail')},
      ${now}, ${expiresAt}, ${now})`.execute(tx)
}

type Row = {
  id: string
  kind: MailKind
  customerId: string | null
  state: MailState
  content: Buffer
  createdAt: Date
  expiresAt: Date
}

const columns = sql`
  mail_id as id, kind, customer_id as "customerId", state, content, created_at as "createdAt", expires_at as "expiresAt"`

const listedMax = 100

/** Those of some customers of whom somebody may know. */
export type Seeing = (tx: Tx, customerIds: readonly string[]) => Promise<ReadonlySet<string>>

/** Of the last day, the latest first; whom they are for is only hinted at. */
export async function listMails(tx: Tx, secret: string, seeing: Seeing): Promise<Mail[]> {
  const { rows } = await sql<Row>`
    select ${columns} from mails order by mail_id desc limit ${listedMax}`.execute(tx)
  const seen = await seeing(
    tx,
    rows.flatMap(({ customerId }) => customerId ?? []),
  )
  const shown = rows.filter(({ customerId }) => customerId === null || seen.has(customerId))
  return shown.map(({ content, customerId: _, ...row }) => ({
    ...row,
    to: masked(contentOf(content, secret).to),
    readable: row.state === 'kept' && row.expiresAt > new Date(),
  }))
}

export type OpenedMail = Pick<Row, 'customerId' | 'state' | 'expiresAt'> & { content: MailContent }

export async function findMail(tx: Tx, secret: string, id: string): Promise<OpenedMail | null> {
  const { rows } = await sql<Row>`select ${columns} from mails where mail_id = ${id}`.execute(tx)
  if (!rows[0]) return null
  const { customerId, state, expiresAt, content } = rows[0]
  return { customerId, state, expiresAt, content: contentOf(content, secret) }
}

export const contentOf = (sealed: Buffer, secret: string): MailContent =>
  // Sealed by `keepMail` from just this.
  JSON.parse(open(sealed, secret, 'mail').toString()) as MailContent

/** `anna@example.com` is told as `a...@example.com`: enough to find it beside the guest who waits. */
const masked = (address: string): string =>
  address.replace(/^(.).*(?=@[^@]*$)/u, (_, first: string) => `${first}...`)
