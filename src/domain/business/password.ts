import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'

/** scrypt, in the form the sign-in library reads. */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** The name under which the sign-in library keeps a password among ways to sign in. */
const provider = 'credential'

/** Sets the password and ends every session of that user. */
export async function savePassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  const now = new Date()
  await sql`
    insert into auth_accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
    values (${newId()}, ${userId}, ${userId}, ${provider}, ${passwordHash}, ${now}, ${now})
    on conflict (user_id, provider_id) do update
    set password = excluded.password, updated_at = excluded.updated_at
  `.execute(tx)
  await sql`delete from auth_sessions where user_id = ${userId}`.execute(tx)
}

export type PasswordChange = { current: string; next: string }

/** Changes a person's own password, who proves to know the current one. */
export async function changePassword(
  { database }: Pick<Context, 'database'>,
  staffId: string,
  { current, next }: PasswordChange,
): Promise<{ email: string }> {
  const known = await readPassword(database, staffId)
  if (!(await verify({ hash: known.password, password: current }))) {
    throw malformed('password_wrong', 'This is not the current password.', '/current')
  }
  const passwordHash = await hashPassword(next)
  await transaction(database, (tx) => savePassword(tx, known.userId, passwordHash))
  return { email: known.email }
}

type Known = { userId: string; email: string; password: string }

async function readPassword({ kysely }: Queryable, staffId: string): Promise<Known> {
  const { rows } = await sql<Known>`
    select auth_users.id as "userId", auth_users.email, password
    from staff
    join auth_users on auth_users.id = staff.user_id
    join auth_accounts on auth_accounts.user_id = auth_users.id and provider_id = ${provider}
    where staff_id = ${staffId}
  `.execute(kysely)
  return rows[0]!
}
