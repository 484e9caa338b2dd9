import type { CompanyChange } from '#contract/endpoints/companies.ts'
import type { CompanyFileReport, CompanyFileRow } from '#contract/endpoints/company-files.ts'
import { nobody } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { changeCompany } from '#domain/companies/change-company.ts'
import { createCompanies } from '#domain/companies/create-companies.ts'
import { createCompany } from '#domain/companies/create-company.ts'
import { placeCompanies } from '#domain/companies/place-companies.ts'
import { Refusal } from '#kernel/errors.ts'
import { readSheet } from '../reading/read-sheet.ts'
import { readColumns } from './columns.ts'
import { findPlaces, type Judged, judgeRows } from './judge-rows.ts'
import { identitiesOf, parsed, readSheetRow } from './read-row.ts'

export type CompanyFileWishes = {
  dryRun: boolean
  rowsMax: number
  /** Told of each row that is not unchanged. */
  onRow: (row: CompanyFileRow) => void
  signal?: AbortSignal
}

const rowsPerPortion = 500
/** Companies above are said in one go, as far as one can be held. */
const rowsPlacedAtOnce = 5_000

/**
 * Creates and updates companies from a file, or says what that would change. New ones are made in portions;
 * each row is written whole or not at all; which belongs to which is said last, since the company above may stand further down.
 * @throws Refusal where the file cannot be read at all
 */
export async function importCompanies(
  context: Context,
  bytes: Buffer,
  { dryRun, rowsMax, onRow, signal }: CompanyFileWishes,
): Promise<Omit<CompanyFileReport, 'rows'>> {
  const sheet = await readSheet(bytes)
  if (sheet.rows.length > rowsMax) throw tooManyRows(rowsMax)
  const columns = readColumns(sheet.header)
  const rows = sheet.rows.map((row) => readSheetRow(row, columns))
  const numbers = new Set(rows.flatMap(({ values }) => values.number ?? []))
  const counts = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }
  const seen = new Set<string>()
  const written: Judged[] = []
  for (let from = 0; from < rows.length; from += rowsPerPortion) {
    const portion = rows.slice(from, from + rowsPerPortion)
    const judged = await readOnly(context.database, (tx) => judgeRows(tx, portion, numbers, seen))
    signal?.throwIfAborted()
    const made = dryRun ? nothingMade : await createAtOnce(context, judged)
    for (const one of judged) {
      signal?.throwIfAborted()
      const companyId = made.get(one)
      const done = companyId ? { ...one, companyId } : dryRun ? one : await write(context, one)
      if (!dryRun && done.companyId !== null) written.push(done)
      const outcome = outcomeOf(one)
      counts.read++
      counts[outcome]++
      if (outcome !== 'unchanged') {
        const { row, companyId, changes } = done
        onRow({ line: row.line, outcome, companyId, changes, reasons: row.reasons })
      }
    }
  }
  await place(context, written)
  return {
    dryRun,
    columns: sheet.header.map((word, index) => ({
      ...{ header: word.toWellFormed(), field: columns[index] ?? null },
    })),
    counts,
  }
}

function outcomeOf({ row, companyId, changes }: Judged): CompanyFileRow['outcome'] {
  if (row.reasons.length > 0) return 'refused'
  if (companyId === null) return 'created'
  return changes.length > 0 ? 'updated' : 'unchanged'
}

const nothingMade: ReadonlyMap<Judged, string> = new Map()

/**
 * The new ones of a portion in one transaction. Where one of them is refused, as for an identity that two
 * rows name, none is made here, and each is tried by itself.
 */
async function createAtOnce(
  context: Context,
  judged: readonly Judged[],
): Promise<ReadonlyMap<Judged, string>> {
  const fresh = judged.filter((one) => outcomeOf(one) === 'created')
  if (fresh.length < 2) return nothingMade
  try {
    const ids = await createCompanies(
      context,
      fresh.map(({ row }) => parsed(row.values)),
    )
    return new Map(fresh.map((one, index) => [one, ids[index]!]))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return nothingMade
  }
}

/** What somebody else was first with meanwhile is refused like anything else. */
async function write(context: Context, judged: Judged): Promise<Judged> {
  const { row, companyId, changes } = judged
  if (row.reasons.length > 0 || (companyId !== null && changes.length === 0)) return judged
  try {
    if (companyId === null) {
      return { ...judged, companyId: (await createCompany(context, parsed(row.values), nobody)).id }
    }
    await changeCompany(context, companyId, changeOf(judged), nobody)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    row.reasons.push({ code: error.code, message: error.message })
  }
  return judged
}

/** Only what the row says anew. */
function changeOf({ row: { values }, before, changes }: Judged): CompanyChange {
  const either = (field: string) => values[field] ?? before[field] ?? null
  const input = parsed(values)
  const isNew = (...fields: string[]) => changes.some(({ field }) => fields.includes(field))
  const added = identitiesOf(values).filter(({ kind }) => isNew(kind))
  return {
    ...(values.name !== undefined && isNew('name') && { name: input.name }),
    ...(isNew('number') && { number: input.number }),
    ...(isNew('vat_id') && { vatId: input.vatId }),
    ...(isNew('size_class') && { sizeClass: input.sizeClass }),
    ...(isNew('industry') && { industry: input.industry }),
    ...(isNew('street', 'postal_code', 'city', 'country') && {
      address: {
        ...{ street: either('street'), postalCode: either('postal_code') },
        ...{ city: either('city'), country: either('country') },
      },
    }),
    ...(added.length > 0 && { addIdentities: added }),
  }
}

/** Says last which belongs to which and who looks after it. */
async function place(context: Context, written: readonly Judged[]): Promise<void> {
  const said = written.filter(({ changes }) =>
    changes.some(({ field }) => field === 'parent_number' || field === 'owner_email'),
  )
  for (let from = 0; from < said.length; from += rowsPlacedAtOnce) {
    const portion = said.slice(from, from + rowsPlacedAtOnce)
    const { byNumber, owners } = await readOnly(context.database, (tx) =>
      findPlaces(
        tx,
        portion.map(({ row }) => row),
      ),
    )
    const placed = portion.map(({ row, companyId }) => {
      const { parent_number: above, owner_email: owner } = row.values
      return {
        companyId: companyId!,
        parentId: above === undefined ? null : (byNumber.get(above) ?? null),
        ownerId: owner === undefined ? null : (owners.get(owner.toLowerCase()) ?? null),
      }
    })
    await placeCompanies(context.database, placed)
  }
}

const tooManyRows = (max: number) =>
  new Refusal(
    'too_large',
    'company_rows_too_many',
    `The file has more than ${max} rows. The command line takes files of any length.`,
  )
