import * as liability from '#contract/endpoints/liability.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { setAccountingSettings } from './accounting-settings.ts'
import { exportDatev } from './datev/export-datev.ts'
import type { ReadMovements } from './datev/movement.ts'
import { exportMonths, exportSettlement } from './print/export-csv.ts'
import { printMonths } from './print/print-months.ts'
import {
  checkLiabilityBooks,
  readAccountingNow,
  readLiabilityNow,
  readMonths,
  readSaidRates,
  readSettlement,
} from './read-liability.ts'
import { setRates } from './set-rates.ts'

/** @param readMovements what the file for the adviser holds beside the points */
export const routes = (context: Context, readMovements: ReadMovements): Route[] =>
  [...readingRoutes(context), ...fileRoutes(context, readMovements), ...sayingRoutes(context)].map(
    forAllStores,
  )

const forAllStores = ofEveryStore(
  'What is owed is owed by the whole business; your access is limited to some stores.',
)

const readingRoutes = (context: Context): Route[] => [
  on(liability.readLiability, () => readLiabilityNow(context)),
  on(liability.listLiabilityMonths, async ({ query }) => ({
    items: (await readMonths(context, query)).months,
  })),
  on(liability.readStoreSettlement, async ({ query }) => {
    const { settlement } = await readSettlement(context, query)
    return settlement
  }),
  on(liability.checkLiability, async () => ({ items: await checkLiabilityBooks(context) })),
  on(liability.listLiabilityRates, async () => ({ items: await readSaidRates(context) })),
  on(liability.readAccounting, () => readAccountingNow(context)),
]

const fileRoutes = (context: Context, readMovements: ReadMovements): Route[] => [
  on(liability.exportLiabilityMonths, ({ query }) => exportMonths(context, query)),
  on(liability.printLiabilityMonths, ({ query }) => printMonths(context, query)),
  on(liability.exportStoreSettlement, ({ query }) => exportSettlement(context, query)),
  on(liability.exportDatev, ({ query }) => exportDatev(context, query, readMovements)),
]

const sayingRoutes = (context: Context): Route[] => [
  on(liability.setAccounting, ({ body }) =>
    transaction(context.database, (tx) => setAccountingSettings(tx, body)),
  ),
  on(liability.setLiabilityRates, ({ params, body }) => setRates(context, params.currency, body)),
]
