import { sql } from 'kysely'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import type { Input } from '#contract/endpoint.ts'
import type {
  MailSettings,
  updateMailSettings as updateEndpoint,
} from '#contract/endpoints/portal-settings.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { open, seal } from '#domain/business/seal.ts'
import { bumpRevision } from '../revision.ts'

/** By which server mails go out, as nodemailer takes it, and in whose name. */
export type MailServer = {
  transport: SMTPTransport.Options
  from: { address: string; name: string }
}

/** What the environment says: `SMTP_URL` and `MAIL_FROM`. */
export type MailEnvironment = { smtpUrl: string; from: string } | null

/** The address it is sent from is part of the URL's user where nobody says another. */
export function readMailEnvironment(source: NodeJS.ProcessEnv = process.env): MailEnvironment {
  const smtpUrl = source.SMTP_URL
  if (!smtpUrl) return null
  const user = decodeURIComponent(new URL(smtpUrl).username)
  return { smtpUrl, from: source.MAIL_FROM || user }
}

type Row = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string | null
  password: Buffer | null
  fromAddress: string
  fromName: string | null
  business: string
}

/** null: none is named, and mails stay in the outbox. */
export async function readMailServer(
  db: Queryable,
  secret: string,
  environment: MailEnvironment,
): Promise<MailServer | null> {
  const { said, business } = await readRow(db)
  if (environment) {
    return {
      transport: { url: environment.smtpUrl },
      from: { address: environment.from, name: business },
    }
  }
  if (!said) return null
  const { host, port, security, user, password, fromAddress, fromName } = said
  const pass = password === null ? '' : open(password, secret, 'mail password').toString()
  return {
    transport: {
      ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls' },
      ignoreTLS: security === 'none',
      ...(user === null ? {} : { auth: { user, pass } }),
    },
    from: { address: fromAddress, name: fromName ?? business },
  }
}

async function readRow({ kysely }: Queryable): Promise<{ said: Row | null; business: string }> {
  const { rows } = await sql<Omit<Row, 'host'> & { host: string | null }>`
    select host, port, security, user_name as "user", password, from_address as "fromAddress",
      from_name as "fromName", business.name as business
    from business left join mail_settings using (only_one)`.execute(kysely)
  const { host, ...row } = rows[0]!
  return { said: host === null ? null : { host, ...row }, business: row.business }
}

export async function readMailSettings(
  db: Queryable,
  environment: MailEnvironment,
): Promise<MailSettings> {
  const { said } = await readRow(db)
  if (!said) return { from: environment ? 'environment' : 'nowhere', server: null }
  const { password, business: _, ...server } = said
  return {
    from: environment ? 'environment' : 'settings',
    server: { ...server, passwordSaid: password !== null },
  }
}

type Said = Input<typeof updateEndpoint>['body']['server']

export async function updateMailSettings(db: Queryable, secret: string, said: Said): Promise<void> {
  await transaction(db, async (tx) => {
    await bumpRevision(tx)
    if (said === null) {
      await sql`delete from mail_settings`.execute(tx)
      return
    }
    const { host, port, security, user, fromAddress, fromName, password } = said
    const sealed = password === undefined ? null : seal(password, secret, 'mail password')
    await sql`
      insert into mail_settings as known (host, port, security, user_name, password, from_address,
        from_name)
      values (${host}, ${port}, ${security}, ${user}, ${sealed}, ${fromAddress}, ${fromName})
      on conflict (only_one) do update set host = excluded.host, port = excluded.port,
        security = excluded.security, user_name = excluded.user_name,
        password = case
          when ${password === undefined} and known.host = excluded.host then known.password
          else excluded.password end,
        from_address = excluded.from_address, from_name = excluded.from_name`.execute(tx)
  })
}
