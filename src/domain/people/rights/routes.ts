import * as record from '#contract/endpoints/processing-record.ts'
import * as rights from '#contract/endpoints/rights.ts'
import * as storage from '#contract/endpoints/storage-periods.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { readIdentities } from '#domain/customers/claim-identities.ts'
import { liftErased } from '#domain/customers/erased-identities.ts'
import { notFound } from '#kernel/errors.ts'
import { printRecord } from '../record/print-record.ts'
import { readRecord, writeRecord } from '../record/processing-record.ts'
import { listNextErased } from '../storage/next-erased.ts'
import { listPeriods, setPeriod } from '../storage/periods.ts'
import { erasePersonForGood, keyOf, tryErasure } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { printPerson } from './print-person.ts'

/** @param sealKey the program's own secret: what shops sent is kept sealed */
export const routes = (context: Context, sealKey: string): Route[] => [
  on(rights.exportPerson, ({ params, caller }) =>
    exportPerson(context, sealKey, params.customerId, caller),
  ),
  on(rights.eraseCustomer, ({ params, body, caller }) =>
    body.dryRun
      ? tryErasure(context, params.customerId, caller)
      : erasePersonForGood(context, params.customerId, caller),
  ),
  on(rights.printPerson, ({ params, caller }) =>
    printPerson(context, sealKey, params.customerId, caller),
  ),
  ...privacyRoutes(context).map(
    ofEveryStore('How long data is kept concerns every store; your access is limited to some.'),
  ),
  ofEveryStore('Who was erased concerns every store; your access is limited to some.')(
    on(rights.liftErasure, async ({ body }) => {
      const [identity] = readIdentities([body], '')
      const lifted = await transaction(context.database, (tx) =>
        liftErased(tx, identity!, keyOf(context)),
      )
      if (!lifted) throw notFound('erased_identity')
      return { lifted: true as const }
    }),
  ),
]

const privacyRoutes = (context: Context): Route[] => [
  on(storage.listStoragePeriods, async () => ({ items: await listPeriods(context) })),
  on(storage.setStoragePeriod, ({ params, body }) =>
    setPeriod(context, params.kind, body.keepDays),
  ),
  on(storage.listNextErased, async () => ({ items: await listNextErased(context) })),
  on(record.readProcessingRecord, () => readRecord(context)),
  on(record.writeProcessingRecord, ({ body }) => writeRecord(context, body)),
  on(record.printProcessingRecord, ({ query }) => printRecord(context, query.language)),
]
