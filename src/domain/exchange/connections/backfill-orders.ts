import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { Context } from '#database/context.ts'
import { malformed } from '#kernel/errors.ts'
import { connectionEnded, readConnection } from './connection.ts'
import { type Incoming, keepDeliveries } from './keep-deliveries.ts'
import { type ExportRow, exportColumns, exportTopic } from './shopify-export.ts'

const ordersPerBatch = 200
const rowsPerOrderMax = 1000

/**
 * Takes in the shop's own export of earlier orders: the rows of each order become a delivery, which
 * is decided, listed and replayed like any other. The same file again brings nothing new.
 * @returns how many orders it holds
 */
export async function backfillOrders(
  context: Pick<Context, 'database'>,
  sealKey: string,
  connectionId: string,
  upload: Readable,
): Promise<number> {
  const { kind, state } = await readConnection(context.database, connectionId)
  if (state === 'ended') throw connectionEnded()
  if (kind !== 'shopify') throw unknownFile()
  // Read to its end before anything is kept: a file that turns out to be another leaves nothing.
  const incoming: Incoming[] = []
  for await (const rows of ordersIn(upload)) incoming.push(deliveryOf(rows))
  for (let at = 0; at < incoming.length; at += ordersPerBatch) {
    const batch = incoming.slice(at, at + ordersPerBatch)
    await keepDeliveries(context, sealKey, connectionId, batch)
  }
  return incoming.length
}

const deliveryOf = (rows: readonly ExportRow[]): Incoming => ({
  topic: exportTopic,
  key: rows[0]!.Name.slice(0, 200),
  body: Buffer.from(JSON.stringify({ rows })),
})

/** The rows of one order stand below each other. */
async function* ordersIn(upload: Readable): AsyncGenerator<ExportRow[]> {
  let order: ExportRow[] = []
  for await (const row of rowsIn(upload)) {
    if (order.length > 0 && row.Name !== order[0]!.Name) {
      yield order
      order = []
    }
    if (order.length < rowsPerOrderMax) order.push(row)
  }
  if (order.length > 0) yield order
}

/** @throws Refusal where it is no CSV, or not that of Shopify's orders */
async function* rowsIn(upload: Readable): AsyncGenerator<ExportRow> {
  const records = upload.pipe(
    parse({ bom: true, columns: knownColumns, relax_column_count: true, max_record_size: 200_000 }),
  )
  upload.once('error', (error) => records.destroy(error))
  try {
    for await (const record of records) yield rowOf(record as Partial<ExportRow>)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      throw unknownFile()
    }
    throw error
  }
}

function knownColumns(header: string[]): string[] {
  if (exportColumns.every((column) => header.includes(column))) return header
  throw unknownFile()
}

const rowOf = (record: Partial<ExportRow>): ExportRow =>
  // Every column is in it, by the list it is made from.
  Object.fromEntries(
    exportColumns.map((column) => [column, (record[column] ?? '').replaceAll('\0', '')]),
  ) as ExportRow

const unknownFile = () =>
  malformed('orders_file_unknown', 'This is not the export of orders as Shopify writes it.')
