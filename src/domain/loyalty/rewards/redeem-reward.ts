import type { Input } from '#contract/endpoint.ts'
import type {
  RewardRedemption,
  redeemReward as redeemEndpoint,
} from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { type Store, storeAllowed } from '#domain/business/store-of.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { balanceOf } from '#domain/ledger/account.ts'
import { type LockedAccount, lockAccount } from '#domain/ledger/lock-account.ts'
import { accountNow } from '#domain/ledger/record-act.ts'
import { redeemLocked } from '#domain/ledger/redeem.ts'
import { claimedTarget } from '#domain/loyalty/act-reference.ts'
import { currentTier } from '#domain/loyalty/current-state.ts'
import { rootNamed } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { agreedOn } from '#domain/loyalty/partners/agreement-rows.ts'
import { issueTo } from '#domain/loyalty/vouchers/issue-voucher.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { judge, type Means } from './customer-rewards.ts'
import { type LockedReward, lockReward } from './lock-reward.ts'
import { claimAndLookUp, type LookedUp } from './look-up.ts'
import { refusalOf } from './reason-in-words.ts'
import { readRedemption, redemptionView, writeRedemption } from './redemption-rows.ts'
import { readTimes } from './reward-rows.ts'

type Redeeming = Input<typeof redeemEndpoint>['body']
type Rim = { context: Context; caller: Caller; planFor: PlanFor }

/** Redeems a reward once, however often the same reference asks for it. */
export async function redeemReward(rim: Rim, redeeming: Redeeming): Promise<RewardRedemption> {
  return await transaction(rim.context.database, (tx) => redeemRewardIn(tx, rim, redeeming))
}

/**
 * The same within a transaction, for whoever does more than that.
 * @param promised the price that was told when points were kept for it; else that of now
 */
export async function redeemRewardIn(
  tx: Tx,
  rim: Rim,
  redeeming: Redeeming,
  promised?: number,
): Promise<RewardRedemption> {
  const { source, externalId, language: _, ...asked } = redeeming
  const reference = { source, externalId }
  const now = rim.context.clock.now()
  const id = newId()
  const wish = { store: redeeming.store, reward: redeeming.reward, now }
  const found = await claimAndLookUp(tx, { reference, asked, id }, wish)
  if (found.claimed) return await take(tx, rim, redeeming, { ...found, id, now, promised })
  return await readRedemption(tx, await claimedTarget(tx, 'reward', reference, asked))
}

type Found = LookedUp & { id: string; now: Date; promised: number | undefined }

/** Locks in one order: the customer's account, the reward, its article. */
async function take(
  tx: Tx,
  rim: Rim,
  redeeming: Redeeming,
  { seen, business, endsAtMillis, id, now, promised, ...found }: Found,
): Promise<RewardRedemption> {
  const store = storeAllowed(redeeming.store, found.store, rim.caller.stores, '/store')
  const named = await rootNamed(tx, redeeming.customer)
  if (!seen) throw notFound('reward')
  const { currency } = seen.content
  const account = await lockAccount(tx, { customerId: named.customerId, currency })
  // Whoever they were merged into while we waited.
  const { customerId } = account.kept
  const reward = atPrice(promised, await lockReward(tx, seen))
  const { content } = reward.defined
  const means = {
    ...(await readLimits(tx, rim.planFor, { customerId, content, now })),
    available: new Map([[content.currency, balanceOf(await accountNow(tx, account, now))]]),
    ...{ now, endsAtMillis },
  }
  const createdBy = callerKey(rim.caller)
  const verdict = judge(reward.defined, reward.article, means, redeeming.points)
  if (verdict.kind === 'refused') {
    throw refusalOf(verdict.reasons, redeeming.language ?? business.language)
  }
  const done = { id, now, customerId: named.memberId, store, business, createdBy }
  return await book(tx, { account, reward }, done, verdict)
}

const atPrice = (price: number | undefined, { defined, article }: LockedReward): LockedReward =>
  price === undefined
    ? { defined, article }
    : { defined: { ...defined, content: { ...defined.content, price } }, article }

/** Of tier and earlier redemptions what the reward asks for. */
async function readLimits(
  tx: Tx,
  planFor: PlanFor,
  { customerId, content, now }: { customerId: string; content: RewardContent; now: Date },
): Promise<Pick<Means, 'tier' | 'times'>> {
  const { tiers, perCustomer } = content
  return {
    tier: tiers ? await currentTier(tx, customerId, await planFor(tx), now) : null,
    times:
      perCustomer === undefined
        ? new Map()
        : await readTimes(tx, (await membersOf(tx, [customerId])).get(customerId)!),
  }
}

type Locked = { account: LockedAccount; reward: LockedReward }

type Done = {
  id: string
  now: Date
  customerId: string
  store: Store | null
  business: LookedUp['business']
  createdBy: string | null
}

/** @returns what reading it would say: a repeat is answered by that */
async function book(
  tx: Tx,
  { account, reward: { defined, article } }: Locked,
  { id, now, customerId, store, business, createdBy: doneBy }: Done,
  { points, money }: { points: number; money: number },
): Promise<RewardRedemption> {
  const { key: reward, revision, voucherId, content } = defined
  const storeNumber = store?.number ?? null
  const { actId, standing } = await redeemLocked(
    tx,
    account,
    {
      ...{ customerId, currency: content.currency, identity: `reward ${id}`, doneBy, points },
      store: storeNumber ?? 0,
      reason: { key: 'redeemed.reward', params: { reward: content.name, key: reward } },
      for: content.gives.kind === 'donation' ? 'donate' : 'redeem',
    },
    now,
  )
  const voucherIssueId = voucherId === null ? null : newId()
  const from = content.gives.kind === 'partner_code' ? 'pool' : 'new'
  const issued =
    voucherId !== null && voucherIssueId !== null
      ? await issueTo(tx, { issueId: voucherIssueId, voucherId, customerId, from, now })
      : null
  const line = { id, customerId, reward, revision, points, actId, voucherIssueId, storeNumber }
  const given = { article: article?.key ?? null, occurredAt: now, times: 1 as const, cancels: null }
  await writeRedemption(
    tx,
    { ...line, ...given, money, createdBy: doneBy ?? '' },
    agreedOn(reward, business.today),
  )
  return redemptionView({
    ...{ id, reward, name: content.name, revision, customerId, currency: content.currency, points },
    ...{ moneyAmount: money, moneyCurrency: business.currency, gives: content.gives },
    ...{ article: given.article, articleName: article?.name ?? null },
    ...{ articleSku: article?.sku ?? null, voucherCode: issued?.code ?? null },
    ...{ balance: standing.balance, occurredAt: now, canceledAt: null },
  })
}
