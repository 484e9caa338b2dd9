import { buffer } from 'node:stream/consumers'
import * as tills from '#contract/endpoints/tills.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { callerName, may, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Within } from '#domain/events/record.ts'
import { changeTill } from './change-till.ts'
import { decideByHand } from './export/decide-by-hand.ts'
import { listTillExports } from './export/list-exports.ts'
import { listTillReceipts } from './export/list-receipts.ts'
import { takeExport } from './export/take-export.ts'
import { registerTill } from './register-till.ts'
import { listTills } from './till.ts'

export const routes = (context: Context, within: readonly Within[]): Route[] =>
  [...tillRoutes(context), ...exportRoutes(context, within)].map(
    ofEveryStore('Tills concern every store; your access is limited to some.'),
  )

const tillRoutes = (context: Context): Route[] => [
  on(tills.listTills, async () => ({
    items: await listTills(context.database, context.clock.now()),
  })),
  on(tills.registerTill, ({ body }) => registerTill(context, body)),
  on(tills.updateTill, ({ params, body }) => changeTill(context, params.tillId, body)),
]

const exportRoutes = (context: Context, within: readonly Within[]): Route[] => [
  on(tills.uploadTillExport, async ({ query: { fileName, store }, upload, caller }) => {
    const mayRegister = may(caller, 'connections:manage')
    return await takeExport(context, {
      fileName,
      bytes: await buffer(upload),
      store: mayRegister ? store : null,
      createdBy: callerName(caller),
    })
  }),
  on(tills.listTillExports, ({ query }) => listTillExports(context.database, query)),
  on(tills.listTillReceipts, ({ query }) => listTillReceipts(context, query)),
  on(tills.decideTillReceipt, ({ params, body }) =>
    decideByHand({ ...context, within }, params.tillReceiptId, body.eventId),
  ),
]
