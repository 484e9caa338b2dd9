import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { endSessions } from './sign-in/sessions.ts'

/** 16 MB and some 50 ms for each guess. */
const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 } as const satisfies ScryptOptions
const keyBytes = 64

/** scrypt, as salt and key in hexadecimal digits. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  return `${salt}:${(await derive(password, salt)).toString('hex')}`
}

/** Of a password nobody has: a name nobody has costs as much work as one that exists. */
const ofNobody = `${'0'.repeat(32)}:${'0'.repeat(keyBytes * 2)}`

/** @param hash null: there is no password, which takes as long to find out */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [salt = '', key = ''] = (hash ?? ofNobody).split(':')
  const derived = await derive(password, salt)
  return timingSafeEqual(derived, Buffer.from(key, 'hex')) && hash !== null
}

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

/** Sets the password and ends every session of that person, and every sign-in half done with the old one. */
export async function savePassword(tx: Tx, staffId: string, hash: string): Promise<void> {
  await sql`
    insert into staff_passwords (staff_id, hash, changed_at)
    values (${staffId}, ${hash}, ${new Date()})
    on conflict (staff_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
  `.execute(tx)
  await sql`delete from sign_in_steps where staff_id = ${staffId}`.execute(tx)
  await endSessions({ kysely: tx }, staffId)
}

/** The address somebody signs in with. */
export async function emailOf({ kysely }: Queryable, staffId: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`
    select email from staff where staff_id = ${staffId}`.execute(kysely)
  return rows[0]?.email ?? ''
}

export type PasswordChange = { current: string; next: string }

/** Changes a person's own password, who proves to know the current one. */
export async function changePassword(
  { database }: Pick<Context, 'database'>,
  staffId: string,
  { current, next }: PasswordChange,
): Promise<void> {
  await requirePassword(database, staffId, current, '/current')
  const hash = await hashPassword(next)
  await transaction(database, (tx) => savePassword(tx, staffId, hash))
}

/** Refuses whoever does not know this person's password. */
export async function requirePassword(
  { kysely }: Queryable,
  staffId: string,
  password: string,
  pointer: string,
): Promise<void> {
  const { rows } = await sql<{ hash: string }>`
    select hash from staff_passwords where staff_id = ${staffId}
  `.execute(kysely)
  if (await isPassword(password, rows[0]?.hash ?? null)) return
  throw malformed('password_wrong', 'This is not the current password.', pointer)
}

/** The person with this e-mail and password; takes as long where there is nobody. */
export async function findByPassword(
  { kysely }: Queryable,
  email: string,
  password: string,
): Promise<string | null> {
  const { rows } = await sql<{ staff_id: string; hash: string }>`
    select staff_id, hash
    from staff
    join staff_passwords using (staff_id)
    where email = ${email} and ended_at is null
  `.execute(kysely)
  const found = rows[0]
  return (await isPassword(password, found?.hash ?? null)) ? found!.staff_id : null
}
