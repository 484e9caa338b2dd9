import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { hashPassword, savePassword } from './password.ts'
import { type FoundLink, findSetUpLink, spendSetUpLink } from './set-up-link.ts'

export type SetUp = { token: string; name: string; email?: string | undefined; password: string }

/**
 * Uses a set-up link: the person gets a name, a password and, for the first owner, the business.
 * All sessions the person had end.
 */
export async function finishSetUp(
  { database, clock }: Context,
  setUp: SetUp,
): Promise<{ staffId: string }> {
  // A password hash is made for real links only: it is slow on purpose.
  emailFor(await findSetUpLink(database, setUp.token), setUp)
  const hash = await hashPassword(setUp.password)
  return await transaction(database, async (tx) => {
    const link = await spendSetUpLink(tx, setUp.token)
    const email = emailFor(link, setUp)
    const staffId = link.staffId ?? (await makeOwner(tx, email, clock.now()))
    await sql`
      update staff set name = ${setUp.name}, joined_at = coalesce(joined_at, ${clock.now()})
      where staff_id = ${staffId}
    `.execute(tx)
    await savePassword(tx, staffId, hash)
    // Where there is an owner, nobody else becomes the first one.
    if (link.role === 'owner')
      await sql`delete from set_up_links where staff_id is null`.execute(tx)
    return { staffId }
  })
}

function emailFor(link: FoundLink, { email }: SetUp): string {
  if (link.email !== null) return link.email
  if (email !== undefined) return email.toLowerCase()
  throw malformed('email_missing', 'The first owner needs an e-mail address.', '/email')
}

/** Whoever was invited under that address before there was an owner becomes the owner. */
async function makeOwner(tx: Tx, email: string, now: Date): Promise<string> {
  const { rows } = await sql<{ staff_id: string }>`
    insert into staff (staff_id, email, role, created_at)
    values (${newId()}, ${email}, 'owner', ${now})
    on conflict (email) do update set role = 'owner', store_numbers = null, ended_at = null
    returning staff_id
  `.execute(tx)
  await sql`update business set configured = true`.execute(tx)
  return rows[0]!.staff_id
}
