import { sql } from 'kysely'
import * as rewards from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { customerOf } from '#domain/loyalty/customer-named.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { pageOf, placeOf } from '#domain/loyalty/page-of.ts'
import { cancelRedemption } from './cancel-redemption.ts'
import { customerRewards } from './customer-rewards.ts'
import { defineReward, endReward } from './define-reward.ts'
import { redeemReward } from './redeem-reward.ts'
import { readRedemptions } from './redemption-rows.ts'
import { readReward, readRewards } from './reward-rows.ts'

export const routes = (context: Context): Route[] => [
  ...definitionRoutes(context),
  ...redemptionRoutes(context),
]

const forAllStores = ofEveryStore('Rewards concern every store; your access is limited to some.')

const definitionRoutes = (context: Context): Route[] => [
  on(rewards.listRewards, async ({ query }) => {
    const all = await readOnly(context.database, (tx) => readRewards(tx, 'all'))
    return { items: all.filter(({ status }) => !query.status || status === query.status) }
  }),
  on(rewards.readReward, ({ params }) =>
    readOnly(context.database, (tx) => readReward(tx, params.rewardKey)),
  ),
  on(rewards.listRewardRevisions, ({ params }) =>
    readOnly(context.database, async (tx) => {
      await readReward(tx, params.rewardKey)
      return { items: await readRevisions(tx, params.rewardKey) }
    }),
  ),
  forAllStores(
    on(rewards.defineReward, ({ params, body, caller }) =>
      defineReward(context, caller, params.rewardKey, body),
    ),
  ),
  forAllStores(on(rewards.endReward, ({ params }) => endReward(context, params.rewardKey))),
]

const revisionsMax = 500

async function readRevisions(tx: Tx, key: string) {
  const { rows } = await sql<{ revision: number; content: RewardContent; recordedAt: Date }>`
    select revision, content, recorded_at as "recordedAt" from reward_revisions
    where reward = ${key} order by revision desc limit ${revisionsMax}`.execute(tx)
  return rows
}

function redemptionRoutes(context: Context): Route[] {
  const planFor = keptPlan()
  return [
    on(rewards.listCustomerRewards, ({ params, query }) =>
      customerRewards(context, planFor, params.customerId, query.language),
    ),
    on(rewards.redeemReward, ({ body, caller }) =>
      redeemReward({ context, caller, planFor }, body),
    ),
    on(rewards.cancelRewardRedemption, ({ params, caller }) =>
      cancelRedemption(context, caller, params.redemptionId),
    ),
    on(rewards.listCustomerRedemptions, async ({ params, query: { cursor, limit } }) => {
      const { ids } = await readOnly(context.database, (tx) => customerOf(tx, params.customerId))
      const rows = await readRedemptions(context.database, ids, placeOf(cursor), limit + 1)
      return pageOf(rows, limit, ({ id }) => id)
    }),
  ]
}
