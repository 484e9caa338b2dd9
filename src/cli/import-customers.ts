import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import {
  type ConsentColumn,
  type CustomerFileRow,
  consentColumn,
  customerDifferencesMax,
} from '#contract/endpoints/customer-files.ts'
import { importCustomerFile } from '#domain/exchange/customer-file/import-file.ts'
import type { Import } from '#domain/exchange/import.ts'
import { refusedRowsFile } from '#domain/exchange/refused-rows.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { publicId } from '#kernel/ids.ts'
import { print, printJson, withHouse } from './command.ts'
import { expectFile } from './own-file.ts'
import { importContext, unfinished, watched } from './watch-import.ts'

type Options = {
  dryRun?: true
  map?: string
  consent: ConsentColumn[]
  diff?: string
  refused?: string
  json?: true
}

const rowsShown = 20

export function registerCustomers(command: Command) {
  command
    .command('customers')
    .description('create and update customers from a CSV file; taken again, it changes nothing')
    .argument('<file>', 'CSV, its first line naming the columns in German or English')
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--map <field=column,...>', 'columns by header or number from 1, where not recognized')
    .option(
      '--consent <news.email=ctx_...,form>',
      'the wording of a column consent.news.email and where its forms are found; may be repeated',
      readConsent,
      [],
    )
    .option('--diff <file>', `where to write the first ${customerDifferencesMax} changes, as CSV`)
    .option('--refused <file>', 'where to write the refused rows with their reasons')
    .option('--json', 'print JSON')
    .action(async (file: string, options: Options, own: Command) => {
      await expectFile(file)
      await withHouse(own, async (house) => {
        const context = importContext(house)
        const { map, consent: consents, dryRun = false } = options
        const start = { map, consents, dryRun, mayConsent: true, by: null }
        let told: Told | undefined
        const row = await watched(context, async (signal, onStarted) => {
          const work = { signal, onStarted, rowsShown: customerDifferencesMax }
          told = await importCustomerFile(context, file, start, work)
          return told.row
        })
        const isThrough = row.status === 'done' || (dryRun && row.status === 'uploaded')
        if (!isThrough) throw unfinished(row)
        if (options.refused !== undefined && row.refused > 0 && !dryRun) {
          const refused = refusedRowsFile(context.database, row, 'en')
          await pipeline(refused, createWriteStream(options.refused))
        }
        await report(row, told?.rows ?? [], options)
      })
    })
}

type Told = Awaited<ReturnType<typeof importCustomerFile>>

async function report(row: Import, rows: readonly CustomerFileRow[], options: Options) {
  if (options.diff !== undefined) {
    await pipeline(diffOf(rows), createWriteStream(options.diff))
  }
  const shown = rows.slice(0, rowsShown)
  const { dryRun, created, updated, duplicates: unchanged, refused, withoutConsent } = row
  const read = created + updated + unchanged + refused
  const counts = { read, created, updated, unchanged, refused, withoutConsent }
  if (options.json) return printJson({ dryRun, counts, rows: shown.map(toPublic) })
  for (const one of shown) print(sentenceOf(one))
  const [make, change] = dryRun ? ['would be created', 'would be updated'] : ['created', 'updated']
  print(
    `${read} rows read: ${created} ${make}, ${updated} ${change}, ${unchanged} unchanged, ${refused} refused.`,
  )
  if (withoutConsent > 0) print(`${withoutConsent} rows without a consent they tell.`)
}

const toPublic = (row: CustomerFileRow) => ({
  ...row,
  customerId: row.customerId === null ? null : publicId('cus', row.customerId),
})

function sentenceOf({ line, outcome, changes, reasons }: CustomerFileRow): string {
  const changed = changes.map(({ field, before, after }) =>
    before === null ? `${field} ${after}` : `${field} ${before} -> ${after}`,
  )
  const refused = reasons.map(({ field, message }) => (field ? `${field}: ${message}` : message))
  return `line ${line}: ${outcome}: ${[...changed, ...refused].join(', ')}`
}

/** A line for each change and each reason. */
function* diffOf(rows: readonly CustomerFileRow[]): Generator<string> {
  const manner = mannerOf('en')
  yield csvHead(['line', 'outcome', 'customer', 'field', 'before', 'after', 'reason'], manner)
  for (const { line, outcome, customerId, changes, reasons } of rows) {
    const customer = customerId === null ? null : publicId('cus', customerId)
    const lines = [
      ...changes.map(({ field, before, after }) => [field, before, after, null]),
      ...reasons.map(({ field, message }) => [field, null, null, message]),
    ]
    for (const cells of lines) yield csvLine([line, outcome, customer, ...cells], manner)
  }
}

function readConsent(text: string, before: ConsentColumn[]): ConsentColumn[] {
  const words = /^([^.=]+)\.([^.=]+)=([^,]+)(?:,(.+))?$/.exec(text)
  const [, purpose, channel, textId, form] = words ?? []
  const read = consentColumn.safeParse({ purpose, channel, textId, form })
  if (read.success) return [...before, read.data]
  throw new InvalidArgumentError('Write --consent news.email=ctx_...,"where the forms are found".')
}
