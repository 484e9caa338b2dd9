import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import { importCustomers } from '#domain/exchange/customer-file/import-customers.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { Refusal } from '#kernel/errors.ts'
import { publicId } from '#kernel/ids.ts'
import { print, printJson, withHouse } from './command.ts'

type Options = { dryRun?: true; map?: string; diff?: string; json?: true }

const rowsShown = 20

export function registerCustomers(command: Command) {
  command
    .command('customers')
    .description('create and update customers from a CSV file; taken again, it changes nothing')
    .argument('<file>', 'CSV, its first line naming the columns in German or English')
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--map <field=column,...>', 'columns by header or number from 1, where not recognized')
    .option('--diff <file>', 'where to write every change and refusal, as CSV')
    .option('--json', 'print JSON')
    .action(async (file: string, options: Options, own: Command) => {
      const bytes = await readFile(file).catch(() => {
        throw new Refusal('not_found', 'file_not_found', `The file ${file} cannot be read.`)
      })
      const shown: CustomerFileRow[] = []
      const diff = options.diff === undefined ? null : new DiffFile(options.diff)
      const report = await withHouse(own, ({ context }) =>
        importCustomers(context, bytes, {
          ...{ dryRun: options.dryRun ?? false, map: options.map },
          rowsMax: Number.POSITIVE_INFINITY,
          onRow: (row) => {
            diff?.add(row)
            if (shown.length < rowsShown) shown.push(row)
          },
        }),
      )
      await diff?.end()
      if (options.json) return printJson({ ...report, rows: shown.map(toPublic) })
      for (const row of shown) print(sentenceOf(row))
      print(totalOf(report))
    })
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

type Report = Awaited<ReturnType<typeof importCustomers>>

function totalOf({ dryRun, counts }: Report): string {
  const { read, created, updated, unchanged, refused } = counts
  const [make, change] = dryRun ? ['would be created', 'would be updated'] : ['created', 'updated']
  return `${read} rows read: ${created} ${make}, ${updated} ${change}, ${unchanged} unchanged, ${refused} refused.`
}

/** A line for each change and each reason. */
class DiffFile {
  readonly #stream
  readonly #manner = mannerOf('en')

  constructor(path: string) {
    this.#stream = createWriteStream(path)
    const head = ['line', 'outcome', 'customer', 'field', 'before', 'after', 'reason']
    this.#stream.write(csvHead(head, this.#manner))
  }

  add({ line, outcome, customerId, changes, reasons }: CustomerFileRow): void {
    const customer = customerId === null ? null : publicId('cus', customerId)
    const lines = [
      ...changes.map(({ field, before, after }) => [field, before, after, null]),
      ...reasons.map(({ field, message }) => [field, null, null, message]),
    ]
    for (const cells of lines) {
      this.#stream.write(csvLine([line, outcome, customer, ...cells], this.#manner))
    }
  }

  async end(): Promise<void> {
    this.#stream.end()
    await once(this.#stream, 'finish')
  }
}
