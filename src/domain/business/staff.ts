import { sql } from 'kysely'
import type { SetUpLink, StaffMember } from '#contract/endpoints/staff.ts'
import type { Role } from '#contract/permissions.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { requireCustomer } from './cashiers/add-cashier.ts'
import { makeSetUpLink } from './set-up-link.ts'
import { hasSecondFactor } from './sign-in/rules.ts'
import { storeNumbers } from './stores.ts'

type Row = {
  staff_id: string
  email: string
  name: string
  role: Role
  store_ids: string[] | null
  status: StaffMember['status']
  created_at: Date
  link_expires_at: Date | null
  own_customer_id: string | null
  second_factor: boolean
}

const toStaffMember = (row: Row): StaffMember => ({
  id: row.staff_id,
  email: row.email,
  name: row.name,
  role: row.role,
  storeIds: row.store_ids,
  status: row.status,
  createdAt: row.created_at,
  linkExpiresAt: row.link_expires_at,
  ownCustomerId: row.own_customer_id,
  secondFactor: row.second_factor,
})

const now = () => new Date()

const member = () => sql`
  staff_id, email, name, role, created_at, own_customer_id,
  case when store_numbers is not null then
    array(select store_id from stores where number = any(store_numbers) order by number)
  end as store_ids,
  case when ended_at is not null then 'ended'
    when joined_at is null then 'invited'
    else 'active' end as status,
  (
    select expires_at from set_up_links
    where set_up_links.staff_id = staff.staff_id and expires_at > ${now()}
  ) as link_expires_at,
  ${hasSecondFactor} as second_factor
`

export async function listStaff({ kysely }: Queryable): Promise<StaffMember[]> {
  const { rows } = await sql<Row>`
    select ${member()} from staff order by ended_at is not null, created_at, email
  `.execute(kysely)
  return rows.map(toStaffMember)
}

export type NewStaff = {
  email: string
  name?: string | undefined
  role: Role
  storeIds: readonly string[] | null
}

/** Adds a person, or one who left once more, and makes the link to hand over. */
export async function addStaff(
  { database, clock }: Context,
  { email, name, role, storeIds }: NewStaff,
): Promise<{ staff: StaffMember; setUp: SetUpLink }> {
  return await transaction(database, async (tx) => {
    const numbers = await storeNumbers(tx, storeIds)
    const { rows } = await sql<Row>`
      insert into staff (staff_id, email, name, role, store_numbers, created_at)
      values (${newId()}, ${email.toLowerCase()}, ${name ?? ''}, ${role}, ${numbers}::smallint[],
        ${clock.now()})
      on conflict (email) do update
      set name = excluded.name, role = excluded.role, store_numbers = excluded.store_numbers,
        ended_at = null, joined_at = null
      where staff.ended_at is not null
      returning ${member()}
    `.execute(tx)
    if (!rows[0]) throw conflict('staff_exists', 'There is already somebody with this e-mail.')
    const staff = toStaffMember(rows[0])
    const setUp = await makeSetUpLink(tx, staff.id)
    return { staff: { ...staff, linkExpiresAt: setUp.expiresAt }, setUp }
  })
}

export type StaffChange = {
  name?: string | undefined
  role?: Role | undefined
  storeIds?: readonly string[] | null | undefined
  ownCustomerId?: string | null | undefined
}

export async function updateStaff(
  { database }: Pick<Context, 'database'>,
  staffId: string,
  change: StaffChange,
): Promise<StaffMember> {
  return await transaction(database, async (tx) => {
    refuseEnded(await lockStaff(tx, staffId))
    if (endsOwnership(change)) await refuseLastOwner(tx, staffId)
    const numbers = await storeNumbers(tx, change.storeIds ?? null)
    await requireCustomer(tx, change.ownCustomerId ?? null)
    const { rows } = await sql<Row>`
      update staff set
        name = coalesce(${change.name ?? null}, name),
        role = coalesce(${change.role ?? null}, role),
        store_numbers = case when ${change.storeIds !== undefined}::boolean
          then ${numbers}::smallint[] else store_numbers end,
        own_customer_id = case when ${change.ownCustomerId !== undefined}::boolean
          then ${change.ownCustomerId ?? null}::uuid else own_customer_id end
      where staff_id = ${staffId}
      returning ${member()}
    `.execute(tx)
    return toStaffMember(rows[0]!)
  })
}

/** Ends the access and every way in at once; the person's acts keep their name. */
export async function endStaff(
  { database }: Pick<Context, 'database'>,
  staffId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    if ((await lockStaff(tx, staffId)).ended) return
    await refuseLastOwner(tx, staffId)
    await takeWaysIn(tx, staffId)
    await sql`update staff set ended_at = ${new Date()} where staff_id = ${staffId}`.execute(tx)
  })
}

/** Whoever comes back begins anew: nothing they once signed in with counts again. */
async function takeWaysIn(tx: Tx, staffId: string) {
  const tables = [
    ...['set_up_links', 'staff_sessions', 'staff_passwords', 'authenticators'],
    ...['recovery_codes', 'passkeys', 'known_devices', 'sign_in_steps'],
    'provider_identities',
  ]
  for (const table of tables) {
    await sql`delete from ${sql.table(table)} where staff_id = ${staffId}`.execute(tx)
  }
}

/** For an invitation that ran out or a forgotten password; the old password works until then. */
export async function renewSetUpLink(
  { database }: Pick<Context, 'database'>,
  staffId: string,
): Promise<SetUpLink> {
  return await transaction(database, async (tx) => {
    refuseEnded(await lockStaff(tx, staffId))
    return await makeSetUpLink(tx, staffId)
  })
}

/** Takes back a link that was handed over; who was invited and never came leaves the list. */
export async function withdrawSetUpLink(
  { database }: Pick<Context, 'database'>,
  staffId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    await lockStaff(tx, staffId)
    await sql`delete from set_up_links where staff_id = ${staffId}`.execute(tx)
    await sql`
      delete from staff where staff_id = ${staffId} and joined_at is null and ended_at is null
    `.execute(tx)
  })
}

export async function requireStaff({ kysely }: Queryable, staffId: string): Promise<void> {
  const { rows } = await sql`select from staff where staff_id = ${staffId}`.execute(kysely)
  if (rows.length === 0) throw notFound('staff')
}

/** @throws Refusal where nobody of staff has this address */
export async function findStaffId({ kysely }: Queryable, email: string): Promise<string> {
  const { rows } = await sql<{ staff_id: string }>`
    select staff_id from staff where email = ${email.toLowerCase()}
  `.execute(kysely)
  if (!rows[0]) throw notFound('staff')
  return rows[0].staff_id
}

type Locked = { ended: boolean }

/** Owners are locked with them, so that two cannot end one another at once. */
export async function lockStaff(tx: Tx, staffId: string): Promise<Locked> {
  const { rows } = await sql<Locked & { asked: boolean }>`
    select ended_at is not null as ended, staff_id = ${staffId} as asked
    from staff
    where staff_id = ${staffId} or (role = 'owner' and ended_at is null)
    order by staff_id
    for update
  `.execute(tx)
  const found = rows.find((row) => row.asked)
  if (!found) throw notFound('staff')
  return found
}

function refuseEnded({ ended }: Locked) {
  if (ended) throw conflict('staff_ended', 'The access of this person has ended. Add them anew.')
}

/** An owner of some stores only cannot do what concerns them all. */
const endsOwnership = ({ role, storeIds }: StaffChange) =>
  (role !== undefined && role !== 'owner') || (storeIds !== undefined && storeIds !== null)

async function refuseLastOwner(tx: Tx, staffId: string) {
  if (await isLastOwner(tx, staffId))
    throw conflict('owner_is_last', 'This is the last owner; name another one first.')
}

export async function isLastOwner(tx: Tx, staffId: string): Promise<boolean> {
  const { rows } = await sql<{ last: boolean | null }>`
    select bool_and(staff_id = ${staffId}) as last
    from staff
    where role = 'owner' and joined_at is not null and ended_at is null and store_numbers is null
  `.execute(tx)
  return rows[0]?.last ?? false
}
