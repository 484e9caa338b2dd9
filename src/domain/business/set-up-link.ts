import { sql } from 'kysely'
import type { SetUpLink } from '#contract/endpoints/staff.ts'
import type { Role } from '#contract/permissions.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { conflict } from '#kernel/errors.ts'
import { hashOf, randomText } from './api-keys.ts'

/** Who has a link has the access: an invitation lasts over a weekend, all else for a day. */
const invitationMillis = 3 * dayMillis
const linkMillis = dayMillis

/**
 * Makes the link to the page where a password is set; older ones of the same person end. Only the
 * token's hash is kept. The token stands behind the `#`, which browsers send to nobody.
 * @param staffId null: whoever uses it becomes the first owner
 */
export async function makeSetUpLink(tx: Tx, staffId: string | null): Promise<SetUpLink> {
  const token = randomText(40)
  const { rows } = await sql<{ invited: boolean }>`
    select joined_at is null as invited from staff where staff_id = ${staffId}
  `.execute(tx)
  const lifeMillis = rows[0]?.invited ? invitationMillis : linkMillis
  const expiresAt = new Date(Date.now() + lifeMillis)
  await sql`
    delete from set_up_links where staff_id is not distinct from ${staffId}
  `.execute(tx)
  await sql`
    insert into set_up_links (hash, staff_id, expires_at)
    values (${hashOf(token)}, ${staffId}, ${expiresAt})
  `.execute(tx)
  return { path: `/admin/set-up#token=${token}`, expiresAt }
}

export type FoundLink = {
  kind: 'owner' | 'invitation' | 'password'
  staffId: string | null
  email: string | null
  name: string | null
  role: Role
}

/** For whom a link is; one that was used or ran out, or whose person left, is refused. */
export async function findSetUpLink({ kysely }: Queryable, token: string): Promise<FoundLink> {
  type Row = {
    staff_id: string | null
    joined: boolean
    email: string | null
    name: string | null
    role: Role | null
  }
  const { rows } = await sql<Row>`
    select set_up_links.staff_id, joined_at is not null as joined, email, name, role
    from set_up_links
    left join staff on staff.staff_id = set_up_links.staff_id
    where hash = ${hashOf(token)} and expires_at > ${new Date()} and ended_at is null
  `.execute(kysely)
  const row = rows[0]
  if (!row) throw spent()
  return {
    kind: kindOf(row),
    staffId: row.staff_id,
    email: row.email,
    name: row.name || null,
    role: row.role ?? 'owner',
  }
}

function kindOf(row: { staff_id: string | null; joined: boolean }): FoundLink['kind'] {
  if (row.staff_id === null) return 'owner'
  return row.joined ? 'password' : 'invitation'
}

/** Takes the link out of the world; of several who try at once, one succeeds. */
export async function spendSetUpLink(tx: Tx, token: string): Promise<FoundLink> {
  const { rows } = await sql`
    select from set_up_links where hash = ${hashOf(token)} for update
  `.execute(tx)
  if (rows.length === 0) throw spent()
  const link = await findSetUpLink({ kysely: tx }, token)
  await sql`delete from set_up_links where hash = ${hashOf(token)}`.execute(tx)
  return link
}

const spent = () =>
  conflict('set_up_link_spent', 'This link was used already or has run out. Ask for a new one.')
