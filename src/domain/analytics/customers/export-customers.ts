import { Readable } from 'node:stream'
import type { CustomerFilter } from '#contract/endpoints/customers.ts'
import type { Caller, FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { listAttributes } from '#domain/customers/attributes.ts'
import { type Description, describeCustomers } from '#domain/customers/describe-customers.ts'
import { identityKinds } from '#domain/customers/identity.ts'
import { type ListedCustomer, readPortion } from '#domain/profile/customer-queries.ts'
import { dateText } from '#kernel/calendar.ts'
import { type Cell, type CsvManner, csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { publicId } from '#kernel/ids.ts'
import { inWholeUnits } from '#kernel/money.ts'
import type { Grounds } from '../frame.ts'
import { chooseCustomers } from './choose-customers.ts'

const customersPerPortion = 1000

/**
 * All customers of a filter as a CSV file. It is read in portions by customer id, so that neither
 * memory nor a long transaction pays for a slow reader, and nobody stands in it twice.
 */
export async function exportCustomers(
  context: Pick<Context, 'database'>,
  filter: CustomerFilter,
  stores: Caller['stores'],
  signal: AbortSignal,
): Promise<FileReply> {
  // Asked once before the first byte, so that a refusal still is one.
  const { frame } = await readOnly(context.database, (tx) => chooseCustomers(tx, filter, stores))
  const attributes = (await listAttributes(context.database)).map(({ name }) => name)
  const manner = mannerOf(frame.language)
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: 'customers.csv',
    content: Readable.from(lines(), { signal }),
  }

  async function* lines() {
    yield csvHead(header(attributes), manner)
    let after: string | undefined
    do {
      const { portion, text } = await readLines(after)
      if (text !== '') yield text
      after = portion.length < customersPerPortion ? undefined : portion.at(-1)!.customerId
    } while (after !== undefined)
  }

  async function readLines(after: string | undefined) {
    return await readOnly(context.database, async (tx) => {
      const { wanted, regular } = await chooseCustomers(tx, filter, stores)
      const place = { after, limit: customersPerPortion }
      const portion = await readPortion(tx, wanted, regular, place)
      const described = await describeCustomers(
        tx,
        portion.map(({ customerId }) => customerId),
      )
      return { portion, text: linesOf(portion, described, attributes, frame, manner) }
    })
  }
}

function linesOf(
  portion: readonly ListedCustomer[],
  described: ReadonlyMap<string, Description>,
  attributes: readonly string[],
  frame: Grounds,
  manner: CsvManner,
): string {
  return portion
    .map((line) => {
      const cells = cellsOf(line, described.get(line.customerId)!, frame)
      const values = attributes.map((name) => line.attributes[name] ?? null)
      return csvLine([...cells, ...values], manner)
    })
    .join('')
}

const header = (attributes: readonly string[]): string[] => [
  'id',
  'name',
  ...identityKinds,
  'language',
  'birthday',
  'contact',
  'tags',
  'regular',
  'first_purchase',
  'last_purchase',
  'last_seen',
  'purchases',
  'purchase_days',
  'visits',
  'revenue',
  'currency',
  ...attributes,
]

function cellsOf(
  line: ListedCustomer,
  { language, birthday, contact, identities }: Description,
  { zone, currency }: Grounds,
): Cell[] {
  const day = (at: Date | null) => (at === null ? null : dateText(zone.dayOf(at)))
  return [
    publicId('cus', line.customerId),
    line.name,
    ...identityKinds.map((kind) => identities.find((one) => one.kind === kind)?.shown ?? null),
    language,
    birthday,
    contact,
    line.tags.map(({ name }) => name).join(', '),
    line.regular,
    day(line.firstPurchaseAt),
    day(line.lastPurchaseAt),
    day(line.lastSeenAt),
    line.purchases,
    line.purchaseDays,
    line.visits,
    inWholeUnits({ amount: line.revenue, currency }),
    currency,
  ]
}
