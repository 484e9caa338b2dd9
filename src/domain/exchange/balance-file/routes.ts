import { buffer } from 'node:stream/consumers'
import * as files from '#contract/endpoints/balance-files.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { listFiles } from './file-rows.ts'
import { takeBack } from './take-back.ts'
import { takeBalances } from './take-balances.ts'

export const routes = (context: Context): Route[] =>
  [
    on(files.takeBalances, async ({ query, upload, signal, caller: by }) => {
      const { dryRun, currency, rows: rowsShown } = query
      const wishes = { dryRun: dryRun === 'yes', currency, rowsShown, signal, by }
      return await takeBalances(context, await buffer(upload), wishes)
    }),
    on(files.listBalanceFiles, async () => ({ items: await listFiles(context.database) })),
    on(files.takeBackBalances, ({ params, caller }) =>
      takeBack(context, params.balanceFileId, caller),
    ),
  ].map(ofEveryStore('Balances concern every store; your access is limited to some.'))
