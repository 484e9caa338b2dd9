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

/** What somebody of staff needs to know about themselves and the business. */
export async function readSession(
  db: Queryable,
  staffId: string,
  secondFactorMissing: boolean,
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
    where staff_id = ${staffId}
  `.execute(db.kysely)
  const row = rows[0]!
  const { business, empty, companies } = await readEntrance(db)
  return {
    staffId: row.staff_id,
    name: row.name,
    email: row.email,
    role: row.role,
    storeIds: row.store_ids,
    permissions: secondFactorMissing ? ['self'] : permissionsOf(row.role, row.store_ids !== null),
    secondFactorMissing,
    business: { ...business, empty, companies },
  }
}

/** What concerns every store is refused to those who work in some, whatever their role. */
const permissionsOf = (role: Role, isLimited: boolean): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter(
    (permission) =>
      mayRole(role, permission) && !(isLimited && everyStorePermissions.includes(permission)),
  )
