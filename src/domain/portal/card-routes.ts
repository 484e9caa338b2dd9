import * as portal from '#contract/endpoints/portal-card.ts'
import { rewardGivenHere } from '#contract/language/reward.ts'
import { guestOf, on, type Route } from '#contract/route.ts'
import { readOnly } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { customerGifts } from '#domain/loyalty/gifts/customer-gifts.ts'
import { codeView, readCodes } from '#domain/loyalty/redemption-codes/code-rows.ts'
import { makeCode } from '#domain/loyalty/redemption-codes/make-code.ts'
import { giveBackCode } from '#domain/loyalty/redemption-codes/take-code.ts'
import { redeemReward } from '#domain/loyalty/rewards/redeem-reward.ts'
import { readReward } from '#domain/loyalty/rewards/reward-rows.ts'
import { customerVouchers } from '#domain/loyalty/vouchers/customer-vouchers.ts'
import { malformed } from '#kernel/errors.ts'
import { listRewards } from './list-rewards.ts'
import { makeOwnCard } from './make-own-card.ts'
import { makeReferral } from './make-referral.ts'
import { readCard, revisionOf } from './read-card.ts'
import { readHistory } from './read-history.ts'
import { guestLanguage } from './read-session.ts'
import { readStatus } from './read-status.ts'
import type { PortalRim } from './rim.ts'

/** The card, what is on it, and redeeming. */
export const cardRoutes = (rim: PortalRim): Route[] => [
  ...viewRoutes(rim),
  ...codeRoutes(rim),
  redeemingRoute(rim),
]

function viewRoutes(rim: PortalRim): Route[] {
  const { context, planFor } = rim
  return [
    on(portal.readPortalCard, ({ caller, query }) =>
      readCard(rim, guestOf(caller).customerId, query.language),
    ),
    on(portal.makeOwnCard, ({ caller }) => makeOwnCard(rim, caller)),
    on(portal.readPulse, async ({ caller }) => ({
      revision: await readOnly(context.database, (tx) =>
        revisionOf(tx, guestOf(caller).customerId),
      ),
    })),
    on(portal.readHistory, ({ caller, query }) =>
      readHistory(rim, guestOf(caller).customerId, query),
    ),
    on(portal.listPortalRewards, ({ caller, query }) =>
      listRewards(rim, guestOf(caller).customerId, query.language),
    ),
    on(portal.listPortalVouchers, async ({ caller }) => {
      const { items } = await customerVouchers(context, guestOf(caller).customerId, null)
      return { items: items.map(({ voucherId: _, ...one }) => ({ ...one, qr: one.code })) }
    }),
    on(portal.readPortalGifts, async ({ caller }) => {
      const { ladders, received } = await customerGifts(
        context,
        planFor,
        guestOf(caller).customerId,
      )
      return {
        ladders: ladders.map(({ key, name, round, count, next, due }) => ({
          ...{ key, name, round, count, missing: next.missing },
          due: due.map(({ articles, ...step }) => ({
            ...step,
            articles: articles.map(({ key: article, name: called }) => ({
              key: article,
              name: called,
            })),
          })),
        })),
        received: received.map(({ name, occurredAt: at }) => ({ name, at })),
      }
    }),
    on(portal.readPortalStatus, ({ caller, query }) =>
      readStatus(rim, guestOf(caller).customerId, query.language),
    ),
    on(portal.makePortalReferral, ({ caller, origin }) =>
      makeReferral(rim, guestOf(caller).memberId, origin),
    ),
  ]
}

function codeRoutes(rim: PortalRim): Route[] {
  const { context } = rim
  const { database, clock } = context
  return [
    on(portal.makeRedemptionCode, async ({ caller, body }) => {
      const { customerId } = guestOf(caller)
      const language = await readOnly(database, (tx) =>
        guestLanguage(tx, customerId, body.language),
      )
      return await makeCode(rim, caller, { wish: body.what, language })
    }),
    on(portal.listRedemptionCodes, async ({ caller }) => {
      const { customerId } = guestOf(caller)
      const now = clock.now()
      const rows = await readOnly(database, async (tx) =>
        readCodes(tx, (await membersOf(tx, [customerId])).get(customerId)!, now),
      )
      return { items: rows.map((row) => codeView(row, now)) }
    }),
    on(portal.giveBackRedemptionCode, async ({ caller, params }) => {
      const { customerId } = guestOf(caller)
      const row = await giveBackCode(rim, caller, { customerId, codeId: params.codeId })
      return codeView(row, clock.now())
    }),
  ]
}

/** What needs no till is had at once. */
const redeemingRoute = ({ context, planFor }: PortalRim): Route =>
  on(portal.redeemHere, async ({ caller, body: { externalId, reward, language: asked } }) => {
    const { customerId, memberId } = guestOf(caller)
    const language = await readOnly(context.database, async (tx) => {
      const { content } = await readReward(tx, reward)
      if (!rewardGivenHere(content.gives)) throw givenAtTill()
      return await guestLanguage(tx, customerId, asked)
    })
    const { name, points, voucherCode, balance } = await redeemReward(
      { context, planFor, caller },
      {
        ...{ source: `stammgast portal ${memberId}`, externalId, reward, language },
        customer: { id: memberId },
      },
    )
    return { reward, name, points, voucherCode, balance }
  })

const givenAtTill = () =>
  malformed('reward_given_at_till', 'This one is handed over at the till.', '/reward')
