import { sql } from 'kysely'
import type { SignInMethod, StaffSession } from '#contract/endpoints/sessions.ts'
import type { Role } from '#contract/permissions.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { hashOf, randomText } from '../api-keys.ts'
import type { Device } from './device-words.ts'
import { lacksSecondFactor } from './rules.ts'

/** Without being used a session ends after a week, and in any case after three months. */
export const sessionMillis = 7 * dayMillis
const sessionMillisMax = 90 * dayMillis
export const sessionsMax = 100
/** So long ago may have been the last use that stands in the table. */
const useNotedMillis = 5 * 60_000

export type KnownSession = {
  sessionId: string
  staffId: string
  confirmedAt: Date
  /** The role wants a second factor, and there is none: only what leads to one is open. */
  secondFactorMissing: boolean
}

/** Begins a session. The token is the browser's; only its hash is kept. */
export async function beginSession(
  tx: Tx,
  { staffId, method, device }: { staffId: string; method: SignInMethod; device: Device },
): Promise<{ token: string }> {
  const token = randomText(40)
  const now = new Date()
  await sql`
    insert into staff_sessions (session_id, staff_id, token_hash, method, browser, system,
      began_at, confirmed_at, used_at, expires_at)
    values (${newId()}, ${staffId}, ${hashOf(token)}, ${method}, ${device.browser}, ${device.system},
      ${now}, ${now}, ${now}, ${after(now, sessionMillis)})
  `.execute(tx)
  await endBeyond(tx, staffId)
  return { token }
}

/** Whoever signs in again and again leaves no more behind than a page can show. */
async function endBeyond(tx: Tx, staffId: string) {
  await sql`
    delete from staff_sessions where session_id in (
      select session_id from staff_sessions where staff_id = ${staffId}
      order by used_at desc, session_id desc offset ${sessionsMax}
    )
  `.execute(tx)
}

type Found = { caller: Caller; session: KnownSession; prolonged: boolean }

/** Who a token belongs to, unless the session or the person's access has ended. */
export async function findSession(db: Queryable, token: string): Promise<Found | null> {
  type Row = {
    session_id: string
    staff_id: string
    name: string
    role: Role
    store_numbers: number[] | null
    confirmed_at: Date
    used_at: Date
    second_factor_missing: boolean
  }
  const { rows } = await sql<Row>`
    select session_id, staff_id, name, role, store_numbers, confirmed_at, used_at,
      ${lacksSecondFactor} as second_factor_missing
    from staff_sessions
    join staff using (staff_id)
    where token_hash = ${hashOf(token)} and expires_at > ${new Date()} and ended_at is null
  `.execute(db.kysely)
  const row = rows[0]
  if (!row) return null
  const { staff_id: staffId, name, role, store_numbers: stores } = row
  const session = {
    sessionId: row.session_id,
    staffId,
    confirmedAt: row.confirmed_at,
    secondFactorMissing: row.second_factor_missing,
  }
  const prolonged = Date.now() - row.used_at.getTime() > useNotedMillis
  if (prolonged) await prolong(db, row.session_id)
  return { caller: { kind: 'staff', staffId, name, role, stores }, session, prolonged }
}

async function prolong({ kysely }: Queryable, sessionId: string) {
  const now = new Date()
  await sql`
    update staff_sessions
    set used_at = ${now},
      expires_at = least(${after(now, sessionMillis)},
        began_at + ${sessionMillisMax / 1000} * interval '1 second')
    where session_id = ${sessionId}
  `.execute(kysely)
}

/** Those of one person, the one that asks first. */
export async function listSessions(
  { kysely }: Queryable,
  { staffId, sessionId }: Pick<KnownSession, 'staffId' | 'sessionId'>,
): Promise<StaffSession[]> {
  const { rows } = await sql<StaffSession>`
    select session_id as id, session_id = ${sessionId} as current, browser, system, method,
      began_at as "beganAt", used_at as "usedAt"
    from staff_sessions
    where staff_id = ${staffId} and expires_at > ${new Date()}
    order by session_id = ${sessionId} desc, used_at desc
  `.execute(kysely)
  return rows
}

/** Ends one session of this person; those of others do not exist for them. */
export async function endSession(
  { kysely }: Queryable,
  { staffId, sessionId }: Pick<KnownSession, 'staffId' | 'sessionId'>,
): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from staff_sessions where session_id = ${sessionId} and staff_id = ${staffId}
  `.execute(kysely)
  if (!numAffectedRows) throw notFound('session')
}

/** @param except the session that goes on */
export async function endSessions(
  { kysely }: Queryable,
  staffId: string,
  except: string | null = null,
): Promise<void> {
  await sql`
    delete from staff_sessions
    where staff_id = ${staffId} and session_id is distinct from ${except}::uuid
  `.execute(kysely)
}

/** The person has just shown once more that it is them. */
export async function confirmSession({ kysely }: Queryable, sessionId: string): Promise<void> {
  await sql`
    update staff_sessions set confirmed_at = ${new Date()} where session_id = ${sessionId}
  `.execute(kysely)
}

const after = (instant: Date, millis: number) => new Date(instant.getTime() + millis)
