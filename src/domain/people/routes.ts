import { claimPurchase as claimEndpoint } from '#contract/endpoints/claims.ts'
import * as duplicates from '#contract/endpoints/duplicates.ts'
import * as merges from '#contract/endpoints/merges.ts'
import {
  linkReturn as linkEndpoint,
  listOpenReturns as openEndpoint,
} from '#contract/endpoints/open-returns.ts'
import { showReceipt as showEndpoint } from '#contract/endpoints/tills.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { claimPurchase } from './claim-purchase.ts'
import { findDuplicates } from './find-duplicates.ts'
import { mergeCustomers } from './merge-customers.ts'
import type { Merge } from './merge-rows.ts'
import { viewMerges } from './merge-view.ts'
import { previewMerge } from './preview-merge.ts'
import { readLatestMerges, readMerges } from './read-merges.ts'
import { rejectDuplicate } from './reject-duplicate.ts'
import { linkReturn } from './returns/link-return.ts'
import { listOpenReturns } from './returns/list-open-returns.ts'
import { showReceipt } from './show-receipt.ts'
import { undoMerge } from './undo-merge.ts'

export function routes(context: Context, within: readonly Within[]): Route[] {
  const rim = { context, planFor: keptPlan() }
  const view = async (merge: Merge) => {
    const [shown] = await readOnly(context.database, (tx) => viewMerges(tx, [merge]))
    return shown!
  }
  return [
    on(merges.mergeCustomers, async ({ params: { customerId: into }, body, caller }) =>
      view(await mergeCustomers(rim, { from: body.from, into, note: body.note ?? null }, caller)),
    ),
    on(claimEndpoint, async ({ params, body: { note = null, ...receipt }, caller }) =>
      view(await claimPurchase(rim, { ...params, receipt, note }, caller)),
    ),
    on(showEndpoint, ({ body, caller }) => showReceipt({ ...rim, within }, body, caller)),
    on(openEndpoint, ({ query, caller }) => listOpenReturns(context, caller, query.store)),
    on(linkEndpoint, ({ body, caller }) => linkReturn({ context, within }, caller, body)),
    on(duplicates.listDuplicates, ({ caller }) => findDuplicates(context, caller.stores)),
    on(duplicates.rejectDuplicate, ({ body, caller }) => rejectDuplicate(context, body, caller)),
    on(duplicates.previewMerge, ({ params, query, caller }) =>
      previewMerge(rim, { from: query.from, into: params.customerId }, caller),
    ),
    on(merges.listMerges, async ({ params, caller }) => ({
      items: await readMerges(context, params.customerId, caller.stores),
    })),
    on(merges.listLatestMerges, async ({ caller }) => ({
      items: await readLatestMerges(context, caller.stores),
    })),
    on(merges.undoMerge, async ({ params, caller }) => view(await undoMerge(rim, params, caller))),
  ]
}
