import { sql } from 'kysely'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { hasExchangeRate } from '#domain/business/exchange-rates.ts'
import { adoptTerms } from '#domain/business/update-business.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { isCurrency } from '#kernel/money.ts'
import { findImport, type Import, stateRefusal } from './import.ts'
import { type OwnTerms, planImport, termsWith, type Wishes } from './plan-import.ts'
import { placeColumns } from './reading/columns.ts'
import { saveMapping } from './saved-mapping.ts'
import { refuseUnknownZone } from './zones.ts'

export type Start = Wishes & { name?: string | undefined }

/**
 * Decides how a file is read and sets its import to work; the runner does the rest.
 *
 * Where nothing is known of the business yet, the file's currency and time zone become its own.
 * Later a file in another currency needs a rate, or every row of it would be refused.
 * @throws Refusal where a column is missing, a currency has no rate, or it was started before
 */
export async function startImport(
  context: Context,
  importId: string,
  start: Start,
): Promise<Import> {
  const { database } = context
  const row = await findImport(database, importId)
  if (row.kind !== 'purchases') throw stateRefusal('This is a file of customers.')
  if (row.status !== 'uploaded') throw stateRefusal('This import was started already.')
  const { mapping, header, width, widest, own } = await planImport(database, row, start)
  refuseUnknownZone(mapping)
  refuseUnknownCurrency(mapping)
  placeColumns(mapping, header, widest)
  const name = start.name ?? row.fileName.slice(0, 200)
  await transaction(database, async (tx) => {
    await agreeOnTerms(tx, mapping, own, start.mapping)
    const now = new Date()
    const mappingId = await saveMapping(tx, { mapping, layout: { header, width }, name, now })
    await setToWork(tx, importId, { mapping, mappingId, header, now })
  })
  return await findImport(database, importId)
}

function refuseUnknownCurrency({ currency }: ImportMapping): void {
  if (!isCurrency(currency)) {
    throw malformed('currency_unknown', `${currency} is no currency.`, '/mapping/currency')
  }
}

async function agreeOnTerms(
  tx: Tx,
  file: ImportMapping,
  own: OwnTerms,
  wished: Partial<ImportMapping>,
): Promise<void> {
  const { currency, timeZone } = termsWith(own, file, wished)
  if (!own.hasEvents) await adoptTerms(tx, { currency, timeZone })
  if (file.currency !== currency && !(await hasExchangeRate({ kysely: tx }, file.currency))) {
    throw conflict(
      'exchange_rate_missing',
      `The file is in ${file.currency}, the business counts in ${currency}, and there is no exchange rate between them. Set one, or name the file's currency.`,
    )
  }
}

async function setToWork(
  tx: Tx,
  importId: string,
  work: { mapping: ImportMapping; mappingId: string; header: string[] | null; now: Date },
): Promise<void> {
  const { rows } = await sql`
    update imports set status = 'running', phase = 'reading', mapping_id = ${work.mappingId},
      mapping = ${JSON.stringify(work.mapping)}::jsonb, header = ${work.header}::text[],
      started_at = ${work.now}, phase_started_at = ${work.now}
    where import_id = ${importId} and status = 'uploaded' returning import_id`.execute(tx)
  if (rows.length === 0) throw stateRefusal('This import was started already.')
}
