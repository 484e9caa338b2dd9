import type { Input } from '#contract/endpoint.ts'
import type { CatalogArticle } from '#contract/endpoints/gift-articles.ts'
import type {
  DefinedReward,
  RewardRedemption,
  redeemReward as redeemEndpoint,
} from '#contract/endpoints/rewards.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { lockAccounts } from '#domain/ledger/account-rows.ts'
import { redeem } from '#domain/ledger/redeem.ts'
import { claimAct } from '#domain/loyalty/act-reference.ts'
import { customerNamed, type Member } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { lockArticles } from '#domain/loyalty/gifts/article-rows.ts'
import { movePieces } from '#domain/loyalty/gifts/stock.ts'
import { agreedOn } from '#domain/loyalty/partners/agreement-rows.ts'
import { issueTo } from '#domain/loyalty/vouchers/issue-voucher.ts'
import { type Store, storeOf } from '#domain/loyalty/vouchers/store-of.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import { newId } from '#kernel/ids.ts'
import { judge, readMeans } from './customer-rewards.ts'
import { articleOf } from './define-reward.ts'
import { refusalOf } from './reason-in-words.ts'
import { readRedemption, writeRedemption } from './redemption-rows.ts'
import { lockReward, readReward } from './reward-rows.ts'

type Redeeming = Input<typeof redeemEndpoint>['body']
type Rim = { context: Context; caller: Caller; planFor: PlanFor }

/** Redeems a reward once, however often the same reference asks for it. */
export async function redeemReward(rim: Rim, redeeming: Redeeming): Promise<RewardRedemption> {
  const { source, externalId, language: _, ...asked } = redeeming
  return await transaction(rim.context.database, async (tx) => {
    const id = newId()
    const known = await claimAct(tx, 'reward', { source, externalId }, asked, id)
    if (known === null) await take(tx, rim, redeeming, id)
    return await readRedemption(tx, known ?? id)
  })
}

async function take(tx: Tx, rim: Rim, redeeming: Redeeming, id: string): Promise<void> {
  const now = rim.context.clock.now()
  const store = await storeOf(tx, redeeming.store, rim.caller.stores, '/store')
  const member = await customerNamed(tx, redeeming.customer)
  const { defined, article } = await lockAll(tx, member, redeeming.reward)
  const means = await readMeans(tx, member, rim.planFor, now)
  const verdict = judge(defined, article, means, redeeming.points)
  if (verdict.kind === 'refused') {
    throw refusalOf(verdict.reasons, redeeming.language ?? (await readTerms(tx, now)).language)
  }
  const done = { id, now, member, store, defined, article, createdBy: callerKey(rim.caller) }
  await book(tx, done, verdict)
}

/** In one order: the customer's account, the reward, its article. */
async function lockAll(tx: Tx, { customerId }: Member, key: string) {
  const seen = await readReward(tx, key, 'of a stock')
  await lockAccounts(tx, [{ customerId, currency: seen.content.currency }])
  const defined = await lockReward(tx, seen)
  const articleKey = articleOf(defined.content)
  const [article = null] = articleKey === null ? [] : await lockArticles(tx, [articleKey])
  return { defined, article }
}

type Done = {
  id: string
  now: Date
  member: Member
  store: Store | null
  defined: DefinedReward
  article: CatalogArticle | null
  createdBy: string | null
}

async function book(
  tx: Tx,
  { id, now, member: { customerId }, store, defined, article, createdBy: doneBy }: Done,
  { points, money }: { points: number; money: number },
): Promise<void> {
  const { key: reward, revision, voucherId, content } = defined
  const storeNumber = store?.number ?? null
  const { actId } = await redeem(
    tx,
    {
      ...{ customerId, currency: content.currency, identity: `reward ${id}`, doneBy, points },
      store: storeNumber ?? 0,
      reason: { key: 'redeemed.reward', params: { reward: content.name, key: reward } },
      for: content.gives.kind === 'donation' ? 'donate' : 'redeem',
    },
    now,
  )
  const line = { id, customerId, reward, revision, points, money, actId, storeNumber }
  const createdBy = doneBy ?? ''
  if (article) {
    const move = { article: article.key, reason: 'handed_over' as const, pieces: -1, cause: id }
    await movePieces(tx, { ...move, storeNumber, now, createdBy })
  }
  const voucherIssueId = voucherId === null ? null : newId()
  const from = content.gives.kind === 'partner_code' ? 'pool' : 'new'
  if (voucherId !== null && voucherIssueId !== null) {
    await issueTo(tx, { issueId: voucherIssueId, voucherId, customerId, from, now })
  }
  const given = { article: article?.key ?? null, voucherIssueId }
  await writeRedemption(tx, {
    ...line,
    ...given,
    ...(await agreedOn(tx, reward, now)),
    ...{ times: 1, occurredAt: now, createdBy, cancels: null },
  })
}
