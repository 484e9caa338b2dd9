import * as rights from '#contract/endpoints/rights.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { readIdentities } from '#domain/customers/claim-identities.ts'
import { liftErased } from '#domain/customers/erased-identities.ts'
import { notFound } from '#kernel/errors.ts'
import { erasePersonForGood, keyOf, tryErasure } from './erase-person.ts'
import { exportPerson } from './export-person.ts'

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
