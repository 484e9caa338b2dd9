import * as settlement from '#contract/endpoints/partner-settlement.ts'
import * as partners from '#contract/endpoints/partners.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readReward } from '#domain/loyalty/rewards/reward-rows.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import { agree, agreementsOf } from './agree.ts'
import { definePartner } from './define-partner.ts'
import { exportPartnerSettlement } from './export-settlement.ts'
import { readPartner, readPartners } from './partner-rows.ts'
import { printPartnerSettlement } from './print-settlement.ts'
import { readPartnerSettlement } from './read-settlement.ts'
import { cancelPayment, recordPayment } from './record-payment.ts'

export const routes = (context: Context): Route[] => [
  ...readingRoutes(context),
  ...[...sayingRoutes(context), ...settlementRoutes(context)].map(forAllStores),
]

const forAllStores = ofEveryStore('Partners concern every store; your access is limited to some.')

function readingRoutes({ database, clock }: Context): Route[] {
  const now = () => clock.now()
  return [
    on(partners.listPartners, () =>
      readOnly(database, async (tx) => {
        const { today } = await readTerms(tx, now())
        return { items: await readPartners(tx, today) }
      }),
    ),
    on(partners.readPartner, ({ params }) =>
      readOnly(database, async (tx) => {
        const { today } = await readTerms(tx, now())
        return await readPartner(tx, params.partnerKey, today)
      }),
    ),
    on(partners.listAgreements, ({ params: { rewardKey } }) =>
      readOnly(database, async (tx) => {
        await readReward(tx, rewardKey, 'of a stock')
        const { today } = await readTerms(tx, now())
        return await agreementsOf(tx, rewardKey, today)
      }),
    ),
  ]
}

const sayingRoutes = (context: Context): Route[] => [
  on(partners.definePartner, ({ params, body }) => definePartner(context, params.partnerKey, body)),
  on(partners.agree, ({ params, body, caller }) => agree(context, caller, params.rewardKey, body)),
]

const settlementRoutes = (context: Context): Route[] => [
  on(settlement.readPartnerSettlement, async ({ query }) => {
    const read = await readPartnerSettlement(context, query)
    return read.settlement
  }),
  on(settlement.recordPartnerPayment, ({ params, body, caller }) =>
    recordPayment(context, params.partnerKey, body, caller),
  ),
  on(settlement.cancelPartnerPayment, ({ params, caller }) =>
    cancelPayment(context, params.paymentId, caller),
  ),
  on(settlement.exportPartnerSettlement, ({ query }) => exportPartnerSettlement(context, query)),
  on(settlement.printPartnerSettlement, ({ query }) => printPartnerSettlement(context, query)),
]
