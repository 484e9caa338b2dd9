import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import type { ImportResult } from '#contract/endpoints/imports.ts'
import {
  columnReference,
  type ImportField,
  importFields,
} from '#contract/language/import-mapping.ts'
import { finishImport } from '#domain/exchange/finish-import.ts'
import { findImports, type Import, viewOf } from '#domain/exchange/import.ts'
import type { ImportContext } from '#domain/exchange/import-context.ts'
import { type FileWishes, importFile } from '#domain/exchange/import-file.ts'
import { refusedRowsFile } from '#domain/exchange/refused-rows.ts'
import { takeBackImport } from '#domain/exchange/steer-import.ts'
import { internalId, publicId } from '#kernel/ids.ts'
import { isCurrency } from '#kernel/money.ts'
import { isTimeZone } from '#kernel/time-zone.ts'
import { print, printJson, WrongUsage, withHouse } from './command.ts'
import { registerCompanies } from './import-companies.ts'
import { registerCustomers } from './import-customers.ts'
import { registerDsfinvk } from './import-dsfinvk.ts'
import { expectFile } from './own-file.ts'
import { importContext, unfinished, watched } from './watch-import.ts'

export function register(program: Command) {
  const command = program.command('import').description("bring in the business's own files")
  registerPurchases(command)
  registerCustomers(command)
  registerCompanies(command)
  registerDsfinvk(command)
  registerList(command)
  registerTakeBack(command)
}

type PurchasesOptions = {
  map?: FileWishes['columns']
  timeZone?: string
  currency?: string
  refused?: string
  json?: true
}

function registerPurchases(command: Command) {
  command
    .command('purchases')
    .description('count the purchases of a CSV file; what is not said is guessed')
    .argument('<file>', 'CSV, TSV or columns parted by blanks')
    .option(
      '--map <field=column,...>',
      `what columns mean, by header or number from 1; fields: ${importFields.join(', ')}`,
      readMap,
    )
    .option('--time-zone <zone>', "the file's; in an empty database the business's", readTimeZone)
    .option('--currency <code>', "the file's; in an empty database the business's", readCurrency)
    .option('--refused <file>', 'where to write the refused rows with their reasons')
    .option('--json', 'print JSON')
    .action(async (file: string, options: PurchasesOptions, own: Command) => {
      await expectFile(file)
      const { map: columns = {}, currency, timeZone } = options
      await withHouse(own, async (house) => {
        const context = importContext(house)
        const row = await watched(context, (signal, onStarted) =>
          importFile(context, file, { columns, currency, timeZone }, { signal, onStarted }),
        )
        await report(context, row, options)
      })
    })
}

function registerList(command: Command) {
  command
    .command('list')
    .description('the imports, newest first')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: true }, own: Command) => {
      const rows = await withHouse(own, ({ context }) => findImports(context.database, 100, null))
      if (json) return printJson(rows.map(listed))
      for (const { id, status, fileName, read } of rows.map(listed)) {
        print(`${id}  ${status.padEnd(10)}  ${String(read).padStart(9)} rows  ${fileName}`)
      }
    })
}

const listed = (row: Import) => ({
  id: publicId('imp', row.importId),
  status: row.status,
  fileName: row.fileName,
  ...resultOf(row),
})

function registerTakeBack(command: Command) {
  command
    .command('take-back')
    .description('take back all that an import counted')
    .argument('<import>', 'its id, as the list shows it')
    .action(async (id: string, _options: object, own: Command) => {
      const importId = internalId('imp', id)
      if (importId === null) throw new WrongUsage(`${id} is no import. They look like imp_01...`)
      await withHouse(own, async (house) => {
        const context = importContext(house)
        await takeBackImport(context, importId)
        const row = await watched(context, (signal) => finishImport(context, importId, signal))
        if (row.status !== 'taken_back') throw unfinished(row)
        print(`The import ${row.fileName} was taken back.`)
      })
    })
}

const resultOf = (row: Import): ImportResult => viewOf(row, new Date()).result

async function report(context: ImportContext, row: Import, options: PurchasesOptions) {
  if (row.status !== 'done') throw unfinished(row)
  if (options.refused !== undefined && row.refused > 0) {
    await pipeline(refusedRowsFile(context.database, row, 'en'), createWriteStream(options.refused))
  }
  const result = resultOf(row)
  if (options.json) return printJson(result)
  print(
    `${result.read} rows read: ${result.accepted} accepted, ${result.duplicates} known before, ${result.refused} refused.`,
  )
  print(`${result.customers} customers; ${result.anonymous} of the accepted rows name none.`)
  if (options.refused !== undefined && row.refused > 0) {
    print(`The refused rows stand in ${options.refused}. Mended, that file can be imported again.`)
  }
  print(`To take it back: stammgast import take-back ${publicId('imp', row.importId)}`)
}

function readMap(text: string): FileWishes['columns'] {
  const columns: FileWishes['columns'] = {}
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=')
    const field = importFields.find((one) => one === pair.slice(0, at).trim())
    const column = columnReference.safeParse(pair.slice(at + 1).trim())
    if (at < 0 || field === undefined || !column.success) throw new InvalidArgumentError(mapHelp)
    columns[field satisfies ImportField] = column.data
  }
  return columns
}

const mapHelp = `Write --map customer=1,date=3 with the fields ${importFields.join(', ')}.`

function readTimeZone(text: string): string {
  if (isTimeZone(text)) return text
  throw new InvalidArgumentError('Name a time zone like Europe/Berlin.')
}

function readCurrency(text: string): string {
  const code = text.toUpperCase()
  if (isCurrency(code)) return code
  throw new InvalidArgumentError('Name a currency by its three letters, like EUR.')
}
