import * as referrals from '#contract/endpoints/referrals.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { listReferrals, listSuspiciousReferrers } from './list-referrals.ts'
import { recordReferral } from './record-referral.ts'
import { makeReferralCode } from './referral-code.ts'
import { defineReferralTerms, readReferralTerms } from './terms-rows.ts'

const forAllStores = ofEveryStore('Referrals concern every store; your access is limited to some.')

export const routes = (context: Context): Route[] => [
  on(referrals.readReferralTerms, async () => {
    const revisions = await readOnly(context.database, readReferralTerms)
    return { items: revisions.map(({ revision: _, ...terms }) => terms) }
  }),
  forAllStores(
    on(referrals.defineReferralTerms, ({ body, caller }) =>
      defineReferralTerms(context, caller, body),
    ),
  ),
  on(referrals.makeReferralCode, ({ params, body }) =>
    makeReferralCode(context, params.customerId, body.traits),
  ),
  on(referrals.recordReferral, ({ body }) => recordReferral(context, body)),
  on(referrals.listReferrals, ({ query, caller }) => listReferrals(context, query, caller)),
  on(referrals.listSuspiciousReferrers, ({ caller }) => listSuspiciousReferrers(context, caller)),
]
