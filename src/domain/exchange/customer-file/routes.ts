import {
  type CustomerFileRow,
  customerFileRowsMax,
  importCustomers as endpoint,
} from '#contract/endpoints/customer-files.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { importCustomers } from './import-customers.ts'

export const routes = (context: Context): Route[] =>
  [
    on(endpoint, async ({ query, upload, signal }) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of upload) chunks.push(chunk)
      const rows: CustomerFileRow[] = []
      const report = await importCustomers(context, Buffer.concat(chunks), {
        ...{ dryRun: query.dryRun === 'yes', map: query.map, rowsMax: customerFileRowsMax },
        signal,
        onRow: (row) => {
          if (rows.length < query.rows) rows.push(row)
        },
      })
      return { ...report, rows }
    }),
  ].map(ofEveryStore('A file may name customers of every store; your access is limited to some.'))
