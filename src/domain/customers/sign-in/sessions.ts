import { sql } from 'kysely'
import type { GuestSession, GuestSignInMethod } from '#contract/endpoints/portal-sign-in.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { hashOf, randomText } from '#domain/business/api-keys.ts'
import type { Device } from '#domain/business/sign-in/device-words.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { membersOf } from '../merged.ts'

/** A phone stays signed in as long as it is used at least twice a year. */
export const guestSessionMillis = 183 * dayMillis
/** So old may a token be before the browser is given another. */
const rotatedAfterMillis = dayMillis
/** Requests that were under way together still come with the one before. */
const togetherMillis = 60_000
const useNotedMillis = 3_600_000
const sessionsMax = 20

type Begin = { customerId: string; method: GuestSignInMethod; device: Device }

/** Begins a session. The token is the browser's; only its hash is kept. */
export async function beginGuestSession(
  tx: Tx,
  { customerId, method, device }: Begin,
): Promise<string> {
  const token = randomText(40)
  const now = new Date()
  await sql`
    insert into guest_sessions (session_id, customer_id, token_hash, method, browser, system,
      began_at, used_at, rotated_at, expires_at)
    values (${newId()}, ${customerId}, ${hashOf(token)}, ${method}, ${device.browser},
      ${device.system}, ${now}, ${now}, ${now}, ${endOf(now)})`.execute(tx)
  await sql`
    delete from guest_sessions where session_id in (
      select session_id from guest_sessions where customer_id = ${customerId}
      order by used_at desc, session_id desc offset ${sessionsMax}
    )`.execute(tx)
  return token
}

export type FoundGuest = {
  sessionId: string
  /** As they stand now: the one they were merged into. */
  customerId: string
  /** Who signed in. */
  memberId: string
  /** The browser goes on with this one; null: with the one it has. */
  nextToken: string | null
}

type Row = {
  sessionId: string
  customerId: string
  memberId: string
  former: boolean
  formerKnown: boolean
  usedAt: Date
  rotatedAt: Date
}

/** Whose token it is, unless the session has ended or they were erased. */
export async function findGuestSession(db: Queryable, token: string): Promise<FoundGuest | null> {
  const row = await findRow(db, hashOf(token))
  if (!row) return null
  const { sessionId, customerId, memberId } = row
  return { sessionId, customerId, memberId, nextToken: await goOn(db, row, hashOf(token)) }
}

async function findRow({ kysely }: Queryable, hash: Buffer): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    with recursive found as (
      select * from guest_sessions
      where (token_hash = ${hash} or former_hash = ${hash}) and expires_at > ${new Date()}
    ), way as (
      select customers.customer_id, merged_into, erased_at
      from found join customers using (customer_id)
      union all
      select customers.customer_id, customers.merged_into, customers.erased_at
      from way join customers on customers.customer_id = way.merged_into
    )
    select session_id as "sessionId", way.customer_id as "customerId",
      found.customer_id as "memberId", token_hash <> ${hash} as former, former_hash is not null as "formerKnown",
      used_at as "usedAt", rotated_at as "rotatedAt"
    from found cross join way
    where way.merged_into is null and way.erased_at is null`.execute(kysely)
  return rows[0]
}

/**
 * Gives the browser another token once a day. The one before counts until the new one was seen, so that
 * an answer lost on the way signs nobody out; whoever copied a token has it for a day.
 */
async function goOn(db: Queryable, row: Row, hash: Buffer): Promise<string | null> {
  const now = new Date()
  const sinceMillis = now.getTime() - row.rotatedAt.getTime()
  if (row.former) return sinceMillis < togetherMillis ? null : await rotate(db, row, hash, now)
  if (sinceMillis > rotatedAfterMillis) return await rotate(db, row, hash, now)
  const isFormerOver = row.formerKnown && sinceMillis > togetherMillis
  if (isFormerOver || now.getTime() - row.usedAt.getTime() > useNotedMillis) {
    await sql`
      update guest_sessions set
        former_hash = case when ${isFormerOver} then null else former_hash end, used_at = ${now}, expires_at = ${endOf(now)}
      where session_id = ${row.sessionId} and token_hash = ${hash}`.execute(db.kysely)
  }
  return null
}

/** @returns null where another request did it at the same moment */
async function rotate(
  { kysely }: Queryable,
  { sessionId, rotatedAt }: Row,
  hash: Buffer,
  now: Date,
): Promise<string | null> {
  const token = randomText(40)
  const { numAffectedRows } = await sql`
    update guest_sessions set token_hash = ${hashOf(token)}, former_hash = ${hash},
      rotated_at = ${now}, used_at = ${now}, expires_at = ${endOf(now)}
    where session_id = ${sessionId} and rotated_at = ${rotatedAt}`.execute(kysely)
  return numAffectedRows ? token : null
}

/** Of a guest, by the id they stand under now. */
type Own = { customerId: string; sessionId: string }

/** Those of one guest, the one that asks first. */
export async function listGuestSessions(
  tx: Tx,
  { customerId, sessionId }: Own,
): Promise<GuestSession[]> {
  const { rows } = await sql<GuestSession>`
    select session_id as id, session_id = ${sessionId} as current, browser, system, method,
      began_at as "beganAt", used_at as "usedAt"
    from guest_sessions
    where customer_id = any(${await idsOf(tx, customerId)}::uuid[]) and expires_at > ${new Date()}
    order by session_id = ${sessionId} desc, used_at desc`.execute(tx)
  return rows
}

/** Ends one session of this guest; those of others do not exist for them. */
export async function endGuestSession(tx: Tx, { customerId, sessionId }: Own): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from guest_sessions
    where session_id = ${sessionId}
      and customer_id = any(${await idsOf(tx, customerId)}::uuid[])`.execute(tx)
  if (!numAffectedRows) throw notFound('guest_session')
}

export async function endOtherGuestSessions(tx: Tx, { customerId, sessionId }: Own): Promise<void> {
  await endGuestSessions(tx, await idsOf(tx, customerId), sessionId)
}

/** Those of a customer and all who were merged into them, but the one that asks, where one does. */
export async function endGuestSessions(
  tx: Tx,
  memberIds: readonly string[],
  but: string | null = null,
): Promise<void> {
  await sql`
    delete from guest_sessions
    where customer_id = any(${memberIds}::uuid[])
      and session_id is distinct from ${but}::uuid`.execute(tx)
}

const idsOf = async (tx: Tx, customerId: string) =>
  (await membersOf(tx, [customerId])).get(customerId)!

const endOf = (instant: Date) => new Date(instant.getTime() + guestSessionMillis)
