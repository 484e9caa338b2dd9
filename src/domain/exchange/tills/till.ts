import { type RawBuilder, sql } from 'kysely'
import type { Till } from '#contract/endpoints/tills.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'

const stayKnownDays = 90

/** @param now of the business's clock */
export async function listTills(db: Queryable, now: Date): Promise<Till[]> {
  return await ask(db, now, sql``)
}

export async function readTill(db: Queryable, tillId: string, now: Date): Promise<Till> {
  const [found] = await ask(db, now, sql`where till_id = ${tillId}`)
  if (!found) throw notFound('till')
  return found
}

async function ask({ kysely }: Queryable, now: Date, where: RawBuilder<unknown>): Promise<Till[]> {
  const since = new Date(now.getTime() - stayKnownDays * 86_400_000)
  const { rows } = await sql<Till>`
    select till_id as id, tills.name, serial, public_keys as "publicKeys",
      json_build_object('code', stores.code, 'name', stores.name) as store,
      tills.created_at as "createdAt", tills.archived_at as "archivedAt",
      greatest(shown.last, exported.last) as "lastReceiptAt", stay.minutes as "usualStayMinutes"
    from tills join stores on stores.number = store_number
    cross join lateral (
      select max(scanned_at) as last from receipt_scans where receipt_scans.till_id = tills.till_id
    ) as shown
    cross join lateral (
      select max(ended_at) as last from till_receipts where till_receipts.till_id = tills.till_id
    ) as exported
    cross join lateral (
      select round(extract(epoch from
        percentile_cont(0.5) within group (order by ended_at - began_at)) / 60)::integer as minutes
      from till_receipts
      where till_receipts.till_id = tills.till_id and ended_at >= ${since} and outcome in ('booked', 'joined')
    ) as stay
    ${where}
    order by tills.archived_at nulls first, stores.name, tills.name, till_id`.execute(kysely)
  return rows
}

/** A till as receipts need it. */
export type KnownTill = {
  tillId: string
  storeNumber: number
  storeCode: string
  storeName: string
  publicKeys: string[]
}

/** Those in use, by the serial number on their receipts. */
export async function tillsBySerial(
  tx: Tx,
  serials: readonly string[],
): Promise<Map<string, KnownTill>> {
  const { rows } = await sql<KnownTill & { serial: string }>`
    select serial, till_id as "tillId", store_number::integer as "storeNumber",
      stores.code as "storeCode", stores.name as "storeName", public_keys as "publicKeys"
    from tills join stores on stores.number = store_number
    where serial = any(${serials}::text[]) and tills.archived_at is null`.execute(tx)
  return new Map(rows.map(({ serial, ...till }) => [serial, till]))
}

/**
 * Receipts of one till are taken one after the other, shown or exported: what becomes of one
 * depends on what became of the others.
 */
export async function lockTills(tx: Tx, tillIds: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('till ' || id, 0))
    from (select id from unnest(${[...tillIds]}::text[]) as id order by id) as sorted`.execute(tx)
}
