import { sql } from 'kysely'
import type { SignInProvider } from '#contract/endpoints/sign-in-provider.ts'
import type { Role } from '#contract/permissions.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { open, seal } from '../seal.ts'
import { discover } from './open-id.ts'

type Place = Pick<Context, 'database'> & { sealKey: string }

type Row = {
  name: string
  issuer: string
  client_id: string
  client_secret: Buffer | null
  role_claim: string | null
  roles: Record<string, Role>
  password_owner: string | null
}

export type KnownProvider = Omit<SignInProvider, 'hasSecret' | 'passwordsClosed'> & {
  clientSecret: string | null
}

/** With its secret, for those who speak to it. @throws Refusal where there is none */
export async function openProvider({ database, sealKey }: Place): Promise<KnownProvider> {
  const row = await find(database)
  if (!row) throw notFound('provider')
  const { name, issuer, roles } = row
  return {
    ...{ name, issuer, roles },
    clientId: row.client_id,
    clientSecret:
      row.client_secret && open(row.client_secret, sealKey, 'provider secret').toString(),
    roleClaim: row.role_claim,
  }
}

/** For the settings page, where no secret is shown again. */
export async function readProvider(db: Queryable): Promise<SignInProvider | null> {
  const row = await find(db)
  if (!row) return null
  const { name, issuer, roles } = row
  return {
    ...{ name, issuer, roles },
    clientId: row.client_id,
    roleClaim: row.role_claim,
    hasSecret: row.client_secret !== null,
    passwordsClosed: row.password_owner !== null,
  }
}

/** What the sign-in page shows. */
export async function readWaysIn(db: Queryable) {
  const provider = await readProvider(db)
  return {
    provider: provider?.name ?? null,
    passwordsClosed: provider?.passwordsClosed ?? false,
  }
}

export async function isPasswordClosed({ kysely }: Queryable, staffId: string): Promise<boolean> {
  const { rows } = await sql`
    select from sign_in_provider where password_owner <> ${staffId}
  `.execute(kysely)
  return rows.length > 0
}

type Wanted = Omit<SignInProvider, 'hasSecret'> & { clientSecret?: string | null | undefined }

/** Speaks to the provider before it is kept: what cannot be reached signs nobody in. */
export async function setProvider(
  { database, sealKey }: Place,
  staffId: string,
  wanted: Wanted,
): Promise<SignInProvider> {
  const { name, issuer, clientId, clientSecret, roleClaim, roles, passwordsClosed } = wanted
  await discover({ issuer, clientId, clientSecret: clientSecret ?? null })
  await transaction(database, async (tx) => {
    if (passwordsClosed && !(await isProved({ kysely: tx }, issuer))) throw unproved()
    const secret = clientSecret ? seal(clientSecret, sealKey, 'provider secret') : null
    await sql`
      insert into sign_in_provider as known
        (name, issuer, client_id, client_secret, role_claim, roles, password_owner)
      values (${name}, ${issuer}, ${clientId}, ${secret}, ${roleClaim}, ${JSON.stringify(roles)},
        ${passwordsClosed ? staffId : null}::uuid)
      on conflict (only_one) do update set name = excluded.name, issuer = excluded.issuer,
        client_id = excluded.client_id, role_claim = excluded.role_claim, roles = excluded.roles,
        client_secret = case when ${clientSecret === undefined}::boolean and known.issuer = excluded.issuer
          then known.client_secret else excluded.client_secret end,
        password_owner = case when excluded.password_owner is null then null
          else coalesce(known.password_owner, excluded.password_owner) end
    `.execute(tx)
  })
  return (await readProvider(database))!
}

export async function removeProvider({ database }: Pick<Context, 'database'>): Promise<void> {
  await transaction(database, (tx) => sql`delete from sign_in_provider`.execute(tx))
}

/** Somebody has come in by it, and whoever closes the other door is not locked out. */
async function isProved({ kysely }: Queryable, issuer: string): Promise<boolean> {
  const { rows } = await sql`
    select from provider_identities where issuer = ${issuer} limit 1
  `.execute(kysely)
  return rows.length > 0
}

const unproved = () =>
  conflict('provider_unproved', 'Sign in with the provider once before you close passwords.')

async function find({ kysely }: Queryable): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select name, issuer, client_id, client_secret, role_claim, roles, password_owner
    from sign_in_provider
  `.execute(kysely)
  return rows[0]
}
