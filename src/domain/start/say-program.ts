import { giftArticleContent } from '#contract/endpoints/gift-articles.ts'
import { earningRule } from '#contract/language/earning-rule.ts'
import { reward as rewardSchema } from '#contract/language/reward.ts'
import { stampCard } from '#contract/language/stamp-card.ts'
import { costOf, type StartPlan, type StartReward } from '#contract/language/start-plan.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { defineCurrencyIn } from '#domain/loyalty/definition/define-currency.ts'
import { sayRevisionIn } from '#domain/loyalty/definition/say-revision.ts'
import { defineArticleIn } from '#domain/loyalty/gifts/define-article.ts'
import { defineRewardIn } from '#domain/loyalty/rewards/define-reward.ts'
import { currencyDecimals } from '#kernel/money.ts'
import type { ProposalWords } from '#locales/proposal-words.ts'

type Rim = { now: Date; caller: Caller }

/** Stamps, how they are earned, what they are redeemed for, and the card; one after the other, since
 * each speaks of the one before. */
export async function sayProgram(
  tx: Tx,
  rim: Rim,
  plan: StartPlan,
  { words, currency: money }: { words: ProposalWords; currency: string },
): Promise<void> {
  const { full, first } = plan
  const worth = costOf(full) / 10 ** currencyDecimals(money) / full.places
  const terms = { name: words.currency, value: worth.toFixed(6), returns: 'clamp' as const }
  await defineCurrencyIn(tx, { currency, ...terms, overdraftMax: 0 }, rim.now)
  await sayRevisionIn(tx, rim, (validFrom) => ({
    kind: 'rule',
    content: earningRule.parse({ ...ruleOf(plan, words), validFrom }),
  }))
  await offer(tx, rim, fullKey, full)
  if (first) await offer(tx, rim, 'small_thanks', first)
  const card = { key: currency, name: words.card, currency, places: full.places, reward: fullKey }
  await sayRevisionIn(tx, rim, (validFrom) => ({
    kind: 'stamp_card',
    content: stampCard.parse({ ...card, validFrom }),
  }))
}

const currency = 'stamps'
const fullKey = 'full_card'

/** Stamps of a card that is never filled end after three years. */
const expiry = { kind: 'after_months', months: 36 }

const ruleOf = ({ stamp }: StartPlan, words: ProposalWords) => ({
  ...{ name: words.rule[stamp.kind], currency, expiry },
  ...(stamp.kind === 'per_visit'
    ? { key: 'visit', way: { kind: 'per_visit', points: 1 } }
    : { key: 'purchase', way: { kind: 'per_amount', points: '1', perAmount: stamp.amount } }),
})

async function offer(tx: Tx, rim: Rim, key: string, reward: StartReward): Promise<void> {
  const { name, places } = reward
  if (reward.kind === 'article') {
    const article = giftArticleContent.parse({ name, cost: reward.cost, counted: false })
    await defineArticleIn(tx, rim, key, article)
  }
  const gives =
    reward.kind === 'article'
      ? { kind: 'article', article: key }
      : { kind: 'amount_voucher', amount: reward.amount }
  const { key: _, ...content } = rewardSchema.parse({
    ...{ key, name, currency, price: places, gives, validFrom: rim.now.toISOString() },
  })
  await defineRewardIn(tx, rim, key, content)
}
