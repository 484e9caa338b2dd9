import { sql } from 'kysely'
import { type TillExportView, tillsMax } from '#contract/endpoints/tills.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { readOwnTerms } from '../../plan-import.ts'
import { keyOf } from '../check-signature.ts'
import { storeNumber } from '../register-till.ts'
import { unitOf } from '../signed-receipt.ts'
import type { ExportedTill, TillExport } from './exported-receipt.ts'
import { readTillExport } from './list-exports.ts'
import { type ReceiptRow, rowOf } from './receipt-row.ts'

export type Kept = {
  fileName: string
  /** Of its content. */
  fileHash: Buffer
  /** Of tills that are not registered yet; null: they may not be registered. */
  store: string | null | undefined
  createdBy: string
}

const rowsPerStatement = 2_000

/**
 * Keeps the receipts of an export; the worker decides what becomes of them. Each receipt is kept
 * once, whichever file it comes in, so a file that broke off is dropped again and goes on.
 */
export async function keepExport(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  { tills, receipts }: TillExport,
  kept: Kept,
): Promise<TillExportView> {
  const now = clock.now()
  const zone = zoneNamed((await readOwnTerms(database)).timeZone)
  const units = unitsOf(tills)
  const begun = await transaction(database, (tx) => begin(tx, tills, receipts.length, kept, now))
  if (begun.known === null) return await readTillExport(database, begun.exportId)
  const { exportId, known } = begun
  const rows = receipts.map((receipt) => rowOf(receipt, { known, units, zone }))
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const some = rows.slice(at, at + rowsPerStatement)
    await transaction(database, (tx) => insert(tx, exportId, some, now))
  }
  await sql`update till_exports set kept = true where export_id = ${exportId}`.execute(
    database.kysely,
  )
  return await readTillExport(database, exportId)
}

type Begun = { exportId: string; known: ReadonlyMap<string, string> | null }

/** @returns no tills where this very file was kept before */
async function begin(
  tx: Tx,
  tills: readonly ExportedTill[],
  receipts: number,
  { fileName, fileHash, store, createdBy }: Kept,
  now: Date,
): Promise<Begun> {
  await sql`lock table tills, till_exports in share row exclusive mode`.execute(tx)
  const { rows } = await sql<{ exportId: string; kept: boolean }>`
    select export_id as "exportId", kept from till_exports where file_hash = ${fileHash}`.execute(
    tx,
  )
  if (rows[0]?.kept) return { exportId: rows[0].exportId, known: null }
  const known = await tillsOf(tx, tills, { store, now })
  const exportId = rows[0]?.exportId ?? newId()
  await sql`
    insert into till_exports (export_id, file_name, file_hash, received_at, created_by, receipts)
    values (${exportId}, ${fileName}, ${fileHash}, ${now}, ${createdBy}, ${receipts})
    on conflict (file_hash) do nothing`.execute(tx)
  return { exportId, known }
}

type Registering = { store: string | null | undefined; now: Date }

/** The till behind each Z_KASSE_ID, by its serial number. Those not known yet are registered. */
async function tillsOf(
  tx: Tx,
  exported: readonly ExportedTill[],
  { store, now }: Registering,
): Promise<Map<string, string>> {
  const known = await idsBySerial(tx, exported)
  const unknown = exported.filter(({ serial }) => !known.has(serial))
  if (unknown.length > 0) {
    if (store === null) throw unregistered(unknown)
    const number = store === undefined ? await onlyStore(tx, unknown) : await storeNumber(tx, store)
    await register(tx, unknown, number, now)
  }
  const ids = unknown.length > 0 ? await idsBySerial(tx, exported) : known
  return new Map(exported.map(({ point, serial }) => [point, ids.get(serial)!]))
}

async function idsBySerial(
  tx: Tx,
  exported: readonly ExportedTill[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ serial: string; id: string }>`
    select serial, till_id as id from tills
    where serial = any(${exported.map(({ serial }) => serial)}::text[])`.execute(tx)
  return new Map(rows.map(({ serial, id }) => [serial, id]))
}

async function register(
  tx: Tx,
  unknown: readonly ExportedTill[],
  storeNumber: number,
  now: Date,
): Promise<void> {
  const rows = unknown.map(({ serial, name, publicKeys }) => ({
    id: newId(),
    name: name.slice(0, 100),
    serial,
    keys: [...new Set(publicKeys.values())].filter((key) => keyOf(Buffer.from(key, 'base64'))),
  }))
  await sql`
    insert into tills (till_id, name, store_number, serial, public_keys, created_at)
    select id, name, ${storeNumber}, serial,
      coalesce((select array_agg(key) from json_array_elements_text(keys) as key), '{}'), ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as sent
      (id uuid, name text, serial text, keys json)
    on conflict (serial) do nothing`.execute(tx)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::integer as count from tills`.execute(tx)
  if (counted[0]!.count > tillsMax) {
    throw conflict('tills_too_many', `There are at most ${tillsMax} tills.`)
  }
}

/** Where there is one store only, it goes without saying. */
async function onlyStore(tx: Tx, unknown: readonly ExportedTill[]): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number::integer as number from stores where archived_at is null limit 2`.execute(tx)
  if (rows.length !== 1) throw unregistered(unknown)
  return rows[0]!.number
}

const unregistered = (tills: readonly ExportedTill[]) =>
  conflict(
    'till_unregistered',
    `The file holds receipts of tills that are not registered: ${tills
      .slice(0, 10)
      .map(({ serial }) => serial)
      .join(', ')}. Say in which store they stand.`,
  )

/** Which signing unit a till's TSE_ID means, by its key. */
function unitsOf(tills: readonly ExportedTill[]): Map<string, Buffer> {
  return new Map(
    tills.flatMap(({ point, publicKeys }) =>
      [...publicKeys].map(
        ([unit, key]) => [`${point} ${unit}`, unitOf(Buffer.from(key, 'base64'))] as const,
      ),
    ),
  )
}

async function insert(
  tx: Tx,
  exportId: string,
  receipts: readonly ReceiptRow[],
  now: Date,
): Promise<void> {
  await sql`
    with sent as (
      select * from json_to_recordset(${JSON.stringify(receipts)}::json) as sent
        (id uuid, "tillId" uuid, closing bigint, bon text, number text, "beganAt" timestamptz,
          "endedAt" timestamptz, total bigint, counted bigint, unit text,
          "transactionNumber" bigint, content jsonb, skipped text)
    ), fresh as (
      insert into till_receipts (receipt_id, till_id, export_id, closing, bon, number, began_at,
        ended_at, total, counted, unit, transaction_number, content, outcome, reason, decided_at)
      select id, "tillId", ${exportId}, closing, bon, number, "beganAt", "endedAt", total, counted,
        decode(unit, 'hex'), "transactionNumber", content,
        case when skipped is null then 'waiting' else 'skipped' end,
        case when skipped is not null then json_build_object('code', skipped, 'text', '') end,
        case when skipped is not null then ${now}::timestamptz end
      from sent
      on conflict (till_id, closing, bon) do nothing
      returning receipt_id
    )
    update till_exports set fresh = fresh + (select count(*) from fresh)
    where export_id = ${exportId}`.execute(tx)
}
