import { sql } from 'kysely'
import type { IDToken } from 'openid-client'
import type { Role } from '#contract/permissions.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { isLastOwner, lockStaff } from '../staff.ts'
import type { KnownProvider } from './provider.ts'

/**
 * Who of the staff this is: by the subject once it is known, at first by an e-mail the provider has
 * verified. Whoever is not there already stays outside. Roles are the business's own, unless it
 * maps a claim to them.
 */
export async function findByClaims(
  { database, clock }: Context,
  provider: KnownProvider,
  claims: IDToken,
): Promise<string> {
  return await transaction(database, async (tx) => {
    const staffId =
      (await findBySubject(tx, provider.issuer, claims.sub)) ??
      (await linkByEmail(tx, provider.issuer, claims, clock.now()))
    if (staffId === null) throw unknown()
    const role = mappedRole(provider, claims)
    if (role !== null) await takeRole(tx, staffId, role)
    return staffId
  })
}

async function findBySubject(tx: Tx, issuer: string, subject: string): Promise<string | null> {
  const { rows } = await sql<{ staff_id: string }>`
    select staff_id
    from provider_identities
    join staff using (staff_id)
    where issuer = ${issuer} and subject = ${subject} and ended_at is null
  `.execute(tx)
  return rows[0]?.staff_id ?? null
}

/** Binds a subject for good: who later gets the same e-mail there is somebody else. */
async function linkByEmail(
  tx: Tx,
  issuer: string,
  { sub, email, email_verified, name }: IDToken,
  now: Date,
): Promise<string | null> {
  if (typeof email !== 'string' || email_verified !== true) return null
  const { rows } = await sql<{ staff_id: string }>`
    insert into provider_identities (issuer, subject, staff_id, linked_at)
    select ${issuer}, ${sub}, staff_id, ${now}
    from staff where email = ${email.toLowerCase()} and ended_at is null
    on conflict do nothing
    returning staff_id
  `.execute(tx)
  const staffId = rows[0]?.staff_id ?? null
  if (staffId === null) return null
  const called = typeof name === 'string' ? name.slice(0, 200) : ''
  await sql`
    update staff set joined_at = coalesce(joined_at, ${now}),
      name = case when name = '' then ${called} else name end
    where staff_id = ${staffId}
  `.execute(tx)
  await sql`delete from set_up_links where staff_id = ${staffId}`.execute(tx)
  return staffId
}

function mappedRole({ roleClaim, roles }: KnownProvider, claims: IDToken): Role | null {
  if (roleClaim === null) return null
  const said = [claims[roleClaim]].flat().filter((value) => typeof value === 'string')
  const known = said.find((value) => Object.hasOwn(roles, value))
  return known === undefined ? null : roles[known]!
}

/** The last owner stays one, whatever the provider says. */
async function takeRole(tx: Tx, staffId: string, role: Role) {
  await lockStaff(tx, staffId)
  const { rows } = await sql<{ role: Role }>`
    select role from staff where staff_id = ${staffId}
  `.execute(tx)
  if (rows[0]!.role === role || (await isLastOwner(tx, staffId))) return
  await sql`update staff set role = ${role} where staff_id = ${staffId}`.execute(tx)
}

const unknown = () =>
  new Refusal(
    'forbidden',
    'provider_person_unknown',
    'Nobody of the staff has this e-mail, or the provider has not verified it.',
  )
