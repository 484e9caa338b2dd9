import { sql } from 'kysely'
import type { ImportPreview } from '#contract/endpoints/imports.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { hasExchangeRate } from '#domain/business/exchange-rates.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { findImport, stateRefusal } from './import.ts'
import { type Plan, planImport, termsWith, type Wishes } from './plan-import.ts'
import { placeColumns } from './reading/columns.ts'
import { type Reading, readPurchaseRow } from './reading/purchase-row.ts'
import { type FileRow, readRows } from './reading/rows.ts'
import { refuseUnknownZone } from './zones.ts'

const rowsShown = 20

/** How a file would be read, with its first rows: nothing is counted and nothing kept. */
export async function previewImport(
  context: Context,
  importId: string,
  wishes: Wishes,
): Promise<ImportPreview> {
  const { database } = context
  const row = await findImport(database, importId)
  if (row.kind !== 'purchases') throw stateRefusal('This is a file of customers.')
  if (row.status !== 'uploaded') throw stateRefusal('This import was started already.')
  const plan = await planImport(database, row, wishes)
  refuseUnknownZone(plan.mapping)
  const { saved, mapping, header, reasons } = plan
  return {
    mapping,
    header,
    reasons,
    warnings: [...plan.warnings, ...(await rateWarning(database, plan, wishes))],
    savedMapping: saved && { id: saved.id, name: saved.name },
    earlierImport: await earlierImport(database, importId),
    rows: await firstRows(plan),
  }
}

async function firstRows(plan: Plan): Promise<ImportPreview['rows']> {
  const complete = plan.mapping.columns.date !== undefined && hasAmount(plan)
  const reading = complete ? readingOf(plan) : null
  const shown: ImportPreview['rows'] = []
  for await (const { rows } of readRows([plan.head], plan.mapping)) {
    for (const row of rows) {
      if (shown.length < rowsShown) shown.push(shownRow(row, reading))
    }
  }
  return shown
}

const hasAmount = ({ mapping: { columns } }: Plan) =>
  columns.amount !== undefined || columns.unitPrice !== undefined

function readingOf({ mapping, header, widest, own }: Plan): Reading {
  const zones = { file: zoneNamed(mapping.timeZone), business: zoneNamed(own.timeZone) }
  return { mapping, places: placeColumns(mapping, header, widest), zones }
}

function shownRow({ line, cells, fault }: FileRow, reading: Reading | null) {
  const shown = { line, cells: cells.map((cell) => cell.toWellFormed().replaceAll('\0', '␀')) }
  if (fault !== null) return { ...shown, reading: { refused: fault, field: null, text: '' } }
  if (!reading) return { ...shown, reading: { refused: 'columns_missing', field: null, text: '' } }
  const read = readPurchaseRow(cells, reading)
  if ('refusal' in read) {
    const { code, field, text } = read.refusal
    return { ...shown, reading: { refused: code, field, text } }
  }
  const { occurredAt, amount, currency, customer, email, receipt, store } = read.row
  const quantity = read.row.quantityThousandths
  return {
    ...shown,
    reading: {
      occurredAt,
      amount,
      currency,
      customer: customer ?? email,
      receipt,
      store,
      quantity: quantity === null ? null : quantity / 1000,
    },
  }
}

async function rateWarning(
  db: Queryable,
  { mapping, own }: Plan,
  wishes: Wishes,
): Promise<['exchange_rate_missing'] | []> {
  if (mapping.currency === termsWith(own, mapping, wishes.mapping).currency) return []
  return (await hasExchangeRate(db, mapping.currency)) ? [] : ['exchange_rate_missing']
}

async function earlierImport({ kysely }: Queryable, importId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select earlier.import_id as id
    from imports as this join imports as earlier using (file_hash)
    where this.import_id = ${importId} and earlier.import_id <> this.import_id
      and earlier.status in ('running', 'done', 'canceled')
    order by earlier.created_at desc limit 1`.execute(kysely)
  return rows[0]?.id ?? null
}
