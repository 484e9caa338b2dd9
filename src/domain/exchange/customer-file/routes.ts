import {
  type CustomerFileRow,
  customerFileRowsMax,
  importCustomers as endpoint,
  readCustomerFile,
  takeCustomerFile,
} from '#contract/endpoints/customer-files.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { callerKey, may, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { viewOf } from '../import.ts'
import { importCustomers } from './import-customers.ts'
import { startCustomerFile } from './start-file.ts'
import { viewCustomerFile } from './view-file.ts'

export const routes = (context: Context): Route[] =>
  [
    on(endpoint, async ({ query, upload, signal, caller }) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of upload) chunks.push(chunk)
      const rows: CustomerFileRow[] = []
      const report = await importCustomers(context, Buffer.concat(chunks), {
        ...{ dryRun: query.dryRun === 'yes', map: query.map, rowsMax: customerFileRowsMax },
        ...{ by: callerKey(caller), mayConsent: may(caller, 'consents:write'), signal },
        onRow: (row) => {
          if (rows.length < query.rows) rows.push(row)
        },
      })
      return { ...report, rows }
    }),
    on(takeCustomerFile, async ({ params, body, caller }) => {
      const { map, consents, dryRun } = body
      const mayConsent = may(caller, 'consents:write')
      const asked = { map, consents, mayConsent, dryRun, by: callerKey(caller) }
      return viewOf(await startCustomerFile(context, params.importId, asked), new Date())
    }),
    on(readCustomerFile, ({ params, query }) =>
      viewCustomerFile(context, params.importId, query.rows),
    ),
  ].map(ofEveryStore('A file may name customers of every store; your access is limited to some.'))
