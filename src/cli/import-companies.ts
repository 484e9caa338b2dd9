import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { CompanyFileRow } from '#contract/endpoints/company-files.ts'
import { importCompanies } from '#domain/exchange/company-file/import-companies.ts'
import { publicId } from '#kernel/ids.ts'
import { print, printJson, withHouse } from './command.ts'
import { expectFile } from './own-file.ts'

type Options = { dryRun?: boolean; json?: true }

const rowsShown = 20

export function registerCompanies(command: Command) {
  command
    .command('companies')
    .description('create and update companies from a CSV file; taken again, it changes nothing')
    .argument('<file>', 'CSV, its first line naming the columns in German or English')
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--json', 'print JSON')
    .action(async (file: string, { dryRun = false, json }: Options, own: Command) => {
      await expectFile(file)
      const bytes = await readFile(file)
      const shown: CompanyFileRow[] = []
      const report = await withHouse(own, ({ context }) =>
        importCompanies(context, bytes, {
          ...{ dryRun, rowsMax: Number.POSITIVE_INFINITY },
          onRow: (row) => {
            if (shown.length < rowsShown) shown.push(row)
          },
        }),
      )
      if (json) return printJson({ ...report, rows: shown.map(toPublic) })
      for (const row of shown) print(sentenceOf(row))
      const { read, created, updated, unchanged, refused } = report.counts
      const would = dryRun ? 'would be ' : ''
      print(
        `${read} rows read: ${created} ${would}created, ${updated} ${would}updated, ` +
          `${unchanged} unchanged, ${refused} refused.`,
      )
    })
}

const toPublic = ({ companyId, ...row }: CompanyFileRow) => ({
  ...row,
  companyId: companyId === null ? null : publicId('cus', companyId),
})

function sentenceOf({ line, outcome, changes, reasons }: CompanyFileRow): string {
  const changed = changes.map(({ field, before, after }) =>
    before === null ? `${field} ${after}` : `${field} ${before} -> ${after}`,
  )
  const refused = reasons.map(({ message }) => message)
  return `line ${line}: ${outcome}: ${[...changed, ...refused].join(', ')}`
}
