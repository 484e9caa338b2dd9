import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { erasureKeyOf, open, seal } from './seal.ts'

/** Keys that stay the same when the program takes a new secret. */
export type KeptKeys = {
  /** For the hashes of those who were erased. */
  erasureKey: string
  /** For replies kept under an Idempotency-Key. */
  replyKey: string
}

const purpose = 'kept key'

/**
 * Opens the keys, which are made the first time.
 * @throws Refusal where they were sealed by another secret: so would be all other secrets
 */
export async function openKeptKeys(db: Queryable, secret: string): Promise<KeptKeys> {
  const known = await find(db)
  if (known.size > 0) return openAll(known, secret)
  const made = { erasure: erasureKeyOf(secret), reply: randomBytes(32).toString('hex') }
  const rows = Object.entries(made).map(
    ([name, key]) => sql`(${name}, ${seal(key, secret, purpose)}::bytea)`,
  )
  await sql`
    insert into kept_keys (name, sealed) values ${sql.join(rows)} on conflict do nothing
  `.execute(db.kysely)
  return openAll(await find(db), secret)
}

/** Whether a secret has sealed something here, also before the tables of this version are made. */
export async function isAnythingKept({ kysely }: Queryable): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('kept_keys') is not null as there
  `.execute(kysely)
  return rows[0]!.there && (await find({ kysely })).size > 0
}

async function find({ kysely }: Queryable): Promise<Map<string, Buffer>> {
  const { rows } = await sql<{ name: string; sealed: Buffer }>`
    select name, sealed from kept_keys
  `.execute(kysely)
  return new Map(rows.map(({ name, sealed }) => [name, sealed]))
}

function openAll(known: Map<string, Buffer>, secret: string): KeptKeys {
  const key = (name: string) => open(known.get(name)!, secret, purpose).toString()
  try {
    return { erasureKey: key('erasure'), replyKey: key('reply') }
  } catch (cause) {
    throw Object.assign(secretWrong(), { cause })
  }
}

const secretWrong = () =>
  new Refusal(
    'unavailable',
    'secret_wrong',
    'The secrets in this database were sealed with another secret of the program. Put back the file `secret` of its data folder, or set STAMMGAST_SECRET as it was. If it is lost for good: stammgast rotate-key --former-is-lost',
  )
