import { type RawBuilder, sql } from 'kysely'
import type { PosConflict } from '#contract/endpoints/pos-deliveries.ts'
import type { ConflictReason, OfflineEntry } from '#contract/language/offline-entry.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { shortName } from '#kernel/short-name.ts'
import { ofTheirStores } from './device-rows.ts'

export type NewConflict = {
  deviceId: string
  entry: OfflineEntry
  reason: ConflictReason
  code: string | null
  customerId: string | null
  cardNumber: string | null
  /** noted: it counts all the same. */
  state: 'open' | 'noted'
}

export async function writeConflict(tx: Tx, conflict: NewConflict, now: Date): Promise<void> {
  const { deviceId, entry, reason, code, customerId, cardNumber, state } = conflict
  await sql`
    insert into pos_conflicts (conflict_id, device_id, entry_id, reason, code, content, customer_id,
      card_number, found_at, state)
    values (${newId()}, ${deviceId}, ${entry.id}, ${reason}, ${code}, ${JSON.stringify(entry)}::jsonb,
      ${customerId}, ${cardNumber}, ${now}, ${state})
    on conflict (device_id, entry_id) do nothing`.execute(tx)
}

export type Decided = 'accepted' | 'closed' | 'solved' | 'undone'

export async function endConflict(
  tx: Tx,
  which: { deviceId: string; entryId: string },
  { state, by, note, now }: { state: Decided; by: string | null; note: string | null; now: Date },
): Promise<void> {
  await sql`
    update pos_conflicts
    set state = ${state}, decided_at = ${now}, decided_by = ${by}, note = ${note}
    where device_id = ${which.deviceId} and entry_id = ${which.entryId}
      and state in ('open', 'noted')`.execute(tx)
}

/** A conflict as it is decided. */
export type OpenConflict = {
  conflictId: string
  deviceId: string
  entryId: string
  state: PosConflict['state']
  content: OfflineEntry | null
}

export async function findConflict(tx: Tx, conflictId: string): Promise<OpenConflict | null> {
  const { rows } = await sql<OpenConflict>`
    select conflict_id as "conflictId", device_id as "deviceId", entry_id as "entryId", state, content
    from pos_conflicts where conflict_id = ${conflictId}`.execute(tx)
  return rows[0] ?? null
}

/** Entries that waited for a card somebody has by now. */
export async function waitingForCard(tx: Tx, cardNumber: string): Promise<OpenConflict[]> {
  const { rows } = await sql<OpenConflict>`
    select conflict_id as "conflictId", device_id as "deviceId", entry_id as "entryId", state, content
    from pos_conflicts
    where state = 'open' and card_number = ${cardNumber}
    order by conflict_id`.execute(tx)
  return rows
}

type Row = Omit<PosConflict, 'guest' | 'what'> & {
  content: OfflineEntry | null
  name: string | null
}

type Page = { which: 'waiting' | 'all'; after: string | null; limit: number }

export async function readConflicts(
  db: Queryable,
  stores: Caller['stores'],
  { which, after, limit }: Page,
): Promise<PosConflict[]> {
  const wanted = which === 'all' ? sql`true` : sql`state in ('open', 'noted')`
  const older = after === null ? sql`true` : sql`conflict_id < ${after}`
  return await select(db, sql`${ofTheirStores(stores)} and ${wanted} and ${older}`, limit)
}

export async function readConflict(tx: Tx, conflictId: string): Promise<PosConflict> {
  const [conflict] = await select({ kysely: tx }, sql`conflict_id = ${conflictId}`, 1)
  return conflict!
}

async function select(
  { kysely }: Queryable,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<PosConflict[]> {
  const { rows } = await sql<Row>`
    select conflict_id as id, reason, pos_conflicts.code, state, kind, content, persons.name,
      json_build_object('id', device_id, 'name', pos_devices.name) as device,
      json_build_object('code', stores.code, 'name', stores.name) as store,
      happened_at as "happenedAt", found_at as "foundAt", decided_at as "decidedAt", note
    from pos_conflicts
    join pos_deliveries using (device_id, entry_id)
    join pos_devices using (device_id)
    join stores on stores.number = store_number
    left join persons on persons.customer_id = pos_conflicts.customer_id
    where ${where}
    order by conflict_id desc limit ${limit}`.execute(kysely)
  return rows.map(({ content, name, ...row }) => ({
    ...row,
    guest: name === null ? cardIn(content) : shortName(name),
    what: whatIn(content),
  }))
}

function cardIn(content: OfflineEntry | null): string | null {
  const act = content?.act
  if (act?.kind === 'enrollment') return act.cardNumber
  return act?.kind === 'visit' && 'cardNumber' in act.guest ? act.guest.cardNumber : null
}

function whatIn(content: OfflineEntry | null): string | null {
  const act = content?.act
  switch (act?.kind) {
    case 'visit':
      return act.amount === undefined ? null : String(act.amount)
    case 'redemption':
      return act.reward
    case 'gift':
      return act.article
    case 'enrollment':
    case 'undo':
    case undefined:
      return null
  }
}
