import { sql } from 'kysely'
import type { Session } from '#contract/endpoints/session.ts'
import { everyStorePermissions } from '#contract/of-every-store.ts'
import { mayRole, type Permission, permissions, type Role } from '#contract/permissions.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable } from '#database/transaction.ts'
import { findApiKey } from './api-keys.ts'
import { readEntrance } from './queries.ts'

export async function findKeyCaller(db: Queryable, secret: string): Promise<Caller | null> {
  const key = await findApiKey(db, secret)
  if (!key) return null
  return {
    kind: 'key',
    apiKeyId: key.api_key_id,
    name: key.name,
    scopes: key.scopes,
    stores: null,
  }
}

/** The person behind a user of the sign-in library, unless their access has ended. */
export async function findStaffCaller(
  { kysely }: Queryable,
  userId: string,
): Promise<Caller | null> {
  type Row = { staff_id: string; name: string; role: Role; store_numbers: number[] | null }
  const { rows } = await sql<Row>`
    select staff_id, name, role, store_numbers
    from staff
    where user_id = ${userId} and ended_at is null
  `.execute(kysely)
  const row = rows[0]
  if (!row) return null
  return {
    kind: 'staff',
    staffId: row.staff_id,
    name: row.name,
    role: row.role,
    stores: row.store_numbers,
  }
}

/** What somebody of staff needs to know about themselves and the business. */
export async function readSession(
  db: Queryable,
  who: { staffId: string } | { email: string },
): Promise<Session> {
  type Row = {
    staff_id: string
    name: string
    email: string
    role: Role
    store_ids: string[] | null
  }
  const { rows } = await sql<Row>`
    select staff_id, name, email, role,
      case when store_numbers is not null then
        array(select store_id from stores where number = any(store_numbers) order by number)
      end as store_ids
    from staff
    where ${'staffId' in who ? sql`staff_id = ${who.staffId}` : sql`email = ${who.email}`}
      and ended_at is null
  `.execute(db.kysely)
  const row = rows[0]!
  const { business, empty, companies } = await readEntrance(db)
  return {
    staffId: row.staff_id,
    name: row.name,
    email: row.email,
    role: row.role,
    storeIds: row.store_ids,
    permissions: permissionsOf(row.role, row.store_ids !== null),
    business: { ...business, empty, companies },
  }
}

/** What concerns every store is refused to those who work in some, whatever their role. */
const permissionsOf = (role: Role, isLimited: boolean): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter(
    (permission) =>
      mayRole(role, permission) && !(isLimited && everyStorePermissions.includes(permission)),
  )
