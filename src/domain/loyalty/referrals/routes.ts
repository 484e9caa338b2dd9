import * as referrals from '#contract/endpoints/referrals.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { pageOf, placeOf } from '#domain/loyalty/page-of.ts'
import { recordReferral } from './record-referral.ts'
import { makeReferralCode } from './referral-code.ts'
import { readReferrals } from './referral-rows.ts'
import { suspiciousReferrers } from './suspicious.ts'
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
  on(referrals.listReferrals, async ({ query: { cursor, limit, ...wish } }) => {
    const after = placeOf(cursor)
    const rows = await readReferrals(context.database, { ...wish, after, limit: limit + 1 })
    return pageOf(rows, limit, ({ id }) => id)
  }),
  on(referrals.listSuspiciousReferrers, async () => ({
    items: await suspiciousReferrers(context.database),
  })),
]
