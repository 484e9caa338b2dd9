import {
  type CompanyFileRow,
  companyFileRowsMax,
  importCompanies as endpoint,
} from '#contract/endpoints/company-files.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { importCompanies } from './import-companies.ts'

export const routes = (context: Context): Route[] =>
  [
    on(endpoint, async ({ query, upload, signal }) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of upload) chunks.push(chunk)
      const rows: CompanyFileRow[] = []
      const report = await importCompanies(context, Buffer.concat(chunks), {
        ...{ dryRun: query.dryRun === 'yes', rowsMax: companyFileRowsMax, signal },
        onRow: (row) => {
          if (rows.length < query.rows) rows.push(row)
        },
      })
      return { ...report, rows }
    }),
  ].map(ofEveryStore('A file may name companies of every store; your access is limited to some.'))
