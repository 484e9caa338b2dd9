import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { contentOf, type MailContent } from './mail-rows.ts'
import { type MailEnvironment, type MailServer, readMailServer } from './mail-server.ts'

const attemptsMax = 6
const retryMillisFirst = 5_000
/** A server that does not answer keeps the others waiting. */
const patience = {
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 30_000,
}

export type MailWork = Context & { sealKey: string; mailEnvironment: MailEnvironment }

/** Mails go out, or stay to be read where no server is named; after a day they go. */
export const mailWorker = ({ database, sealKey, mailEnvironment, log }: MailWork): Worker => ({
  name: 'mails',
  restMillis: 300,
  work: async () => {
    await sweepMails(database)
    const server = await readMailServer(database, sealKey, mailEnvironment)
    if (!server) {
      await keepAll(database)
      return 'done'
    }
    const due = await claimDue(database)
    if (!due) return 'done'
    const error = await send(server, contentOf(due.content, sealKey))
    // What a server answers may name the address.
    if (error) log.warn({ mail: due.id, attempt: due.attempts }, 'a mail did not go out')
    await note(database, due, error === null)
    return 'more'
  },
})

async function keepAll({ kysely }: Queryable): Promise<void> {
  await sql`update mails set state = 'kept' where state = 'waiting'`.execute(kysely)
}

type Due = { id: string; content: Buffer; attempts: number }

/** Another try follows of itself should the program end while it sends. */
async function claimDue(db: Queryable): Promise<Due | null> {
  const now = new Date()
  return await transaction(db, async (tx: Tx) => {
    const { rows } = await sql<Due>`
      update mails set attempts = attempts + 1,
        next_at = ${now}::timestamptz + ${retryMillisFirst / 1000} * 2 ^ attempts * interval '1 second'
      where mail_id = (
        select mail_id from mails
        where state = 'waiting' and next_at <= ${now} and expires_at > ${now}
        order by next_at limit 1 for update skip locked
      )
      returning mail_id as id, content, attempts`.execute(tx)
    return rows[0] ?? null
  })
}

async function send(server: MailServer, mail: MailContent): Promise<unknown> {
  const { to, subject, text, html } = mail
  const transport = createTransport({ ...server.transport, ...patience })
  try {
    await transport.sendMail({
      ...{ from: server.from, to: { name: '', address: to }, subject, text, html },
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return null
  } catch (error) {
    return error
  } finally {
    transport.close()
  }
}

async function note({ kysely }: Queryable, { id, attempts }: Due, sent: boolean): Promise<void> {
  const now = new Date()
  await sql`
    update mails set
      state = case when ${sent} then 'sent' when ${attempts >= attemptsMax} then 'failed' else state end,
      sent_at = case when ${sent} then ${now}::timestamptz end
    where mail_id = ${id}`.execute(kysely)
}

/** A code that is over need not arrive any more. */
async function sweepMails({ kysely }: Queryable): Promise<void> {
  const now = new Date()
  await sql`
    update mails set state = 'failed' where state = 'waiting' and expires_at <= ${now}`.execute(
    kysely,
  )
  await sql`
    delete from mails where created_at < ${new Date(now.getTime() - dayMillis)}`.execute(kysely)
}
