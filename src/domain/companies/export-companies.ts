import { Readable } from 'node:stream'
import type { CompanyFilter, CompanyRow } from '#contract/endpoints/companies.ts'
import type { Caller, FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readFrame } from '#domain/analytics/frame.ts'
import { type CsvManner, csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { publicId } from '#kernel/ids.ts'
import { inWholeUnits } from '#kernel/money.ts'
import { readBasis } from './basis.ts'
import { conditionsOf, type Place, placeOf, readLines, rowOf } from './company-list.ts'
import { type DescribedCompany, describeCompanies } from './describe-companies.ts'

const companiesPerPortion = 1000

/** As an import of companies reads them, and then what only we know. */
const columns = [
  ...['id', 'number', 'name', 'external_id', 'email', 'phone', 'street', 'postal_code', 'city'],
  ...['country', 'vat_id', 'size_class', 'industry', 'parent_number', 'owner_email'],
  ...['contacts', 'revenue', 'currency', 'purchases', 'purchase_days', 'first_purchase'],
  ...['last_purchase', 'state'],
]

/** All companies of a filter as a CSV file, by name, read in portions. */
export async function exportCompanies(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  filter: CompanyFilter,
  caller: Caller,
  signal: AbortSignal,
): Promise<FileReply> {
  const manner = mannerOf((await readOnly(database, readFrame)).language)
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: 'companies.csv',
    content: Readable.from(lines(), { signal }),
  }

  async function* lines() {
    yield csvHead(columns, manner)
    let after: Place | null = null
    do {
      const portion: { text: string; next: Place | null } = await readPortion(after)
      if (portion.text !== '') yield portion.text
      after = portion.next
    } while (after !== null)
  }

  async function readPortion(after: Place | null) {
    return await readOnly(database, async (tx) => {
      const basis = await readBasis(tx, clock.now())
      const read = await readLines(tx, conditionsOf(filter, caller, basis), basis, {
        ...{ order: 'name', after, limit: companiesPerPortion },
      })
      const ids = read.map(({ id }) => id)
      const described = await describeCompanies(tx, ids)
      const text = read.map((line) => lineOf(rowOf(line, basis), described.get(line.id)!, manner))
      const isLast = read.length < companiesPerPortion
      return { text: text.join(''), next: isLast ? null : placeOf(read.at(-1)!, 'name') }
    })
  }
}

function lineOf(
  { figures, ...row }: CompanyRow,
  { address, identities, ...described }: DescribedCompany,
  manner: CsvManner,
): string {
  const shown = (kind: string) => identities.find((one) => one.kind === kind)?.value ?? null
  return csvLine(
    [
      ...[publicId('cus', row.id), row.number, row.name],
      ...[shown('external_id'), shown('email'), shown('phone')],
      ...[address.street, address.postalCode, address.city, address.country],
      ...[described.vatId, described.sizeClass, row.industry],
      ...[described.parentNumber, described.ownerEmail],
      ...[figures.contacts, inWholeUnits(figures.revenue), figures.revenue.currency],
      ...[figures.purchases, figures.purchaseDays],
      ...[figures.firstPurchaseOn, figures.lastPurchaseOn, figures.state],
    ],
    manner,
  )
}
