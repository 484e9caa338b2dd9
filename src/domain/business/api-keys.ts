import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { ApiKey } from '#contract/endpoints/keys.ts'
import type { Scope } from '#contract/permissions.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'

type Row = {
  api_key_id: string
  name: string
  hint: string
  scopes: Scope[]
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

const toApiKey = (row: Row): ApiKey => ({
  id: row.api_key_id,
  name: row.name,
  hint: row.hint,
  scopes: row.scopes,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
})

export async function listApiKeys({ kysely }: Queryable): Promise<ApiKey[]> {
  const { rows } = await sql<Row>`
    select api_key_id, name, hint, scopes, created_at, last_used_at, revoked_at
    from api_keys
    order by revoked_at nulls first, created_at desc
  `.execute(kysely)
  return rows.map(toApiKey)
}

export type NewApiKey = { apiKey: ApiKey; secret: string }

/**
 * Makes a key of `sg_` and 40 random letters and digits (238 bits). Only its SHA-256 is kept: that
 * much chance needs no slow hash.
 * @param createdBy the person of staff, or null for the command line
 */
export async function createApiKey(
  { database }: Pick<Context, 'database'>,
  { name, scopes }: { name: string; scopes: readonly Scope[] },
  createdBy: string | null,
): Promise<NewApiKey> {
  const secret = `sg_${randomText(40)}`
  const { rows } = await transaction(database, (tx) =>
    sql<Row>`
    insert into api_keys (api_key_id, name, hash, hint, scopes, created_at, created_by)
    values (${newId()}, ${name}, ${hashOf(secret)}, ${secret.slice(0, 7)},
      ${[...new Set(scopes)]}::text[], ${new Date()}, ${createdBy})
    returning api_key_id, name, hint, scopes, created_at, last_used_at, revoked_at
  `.execute(tx),
  )
  return { apiKey: toApiKey(rows[0]!), secret }
}

export async function revokeApiKey(
  { database }: Pick<Context, 'database'>,
  apiKeyId: string,
): Promise<void> {
  const { numAffectedRows } = await transaction(database, (tx) =>
    sql`
      update api_keys set revoked_at = coalesce(revoked_at, ${new Date()})
      where api_key_id = ${apiKeyId}`.execute(tx),
  )
  if (!numAffectedRows) throw notFound('api_key')
}

export type KnownKey = Pick<Row, 'api_key_id' | 'name' | 'scopes'>

/** The key with this secret, unless it was revoked; notes its use, to the minute. */
export async function findApiKey(
  { kysely }: Queryable,
  secret: string,
): Promise<KnownKey | undefined> {
  const { rows } = await sql<KnownKey & { noted: boolean }>`
    select api_key_id, name, scopes,
      coalesce(last_used_at > ${new Date(Date.now() - 60_000)}, false) as noted
    from api_keys
    where hash = ${hashOf(secret)} and revoked_at is null
  `.execute(kysely)
  const key = rows[0]
  if (key && !key.noted) {
    await sql`
      update api_keys set last_used_at = ${new Date()} where api_key_id = ${key.api_key_id}
    `.execute(kysely)
  }
  return key
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export const randomText = (length: number) =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join('')

export const hashOf = (secret: string) => createHash('sha256').update(secret).digest()
