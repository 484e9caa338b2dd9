import type { Reply } from '#contract/endpoint.ts'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { CardOfCustomer, listCustomerCards } from '#contract/endpoints/stamp-cards.ts'
import { faceOf } from '#contract/language/card-face.ts'
import type { StampCard } from '#contract/language/stamp-card.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import type { Language } from '#locales/language.ts'
import { customerOf } from '../customer-named.ts'
import type { PlanFor } from '../follow-program.ts'
import { readArticlesNamed } from '../gifts/article-rows.ts'
import { judge, meansOf } from '../rewards/customer-rewards.ts'
import { articleOf } from '../rewards/define-reward.ts'
import { reasonInWords } from '../rewards/reason-in-words.ts'
import { readRewards } from '../rewards/reward-rows.ts'
import { readTerms } from '../vouchers/terms.ts'
import { readCardsNow } from './card-rows.ts'

/** The stamp cards in force, as a customer's balance fills them now. */
export async function customerCards(
  { database, clock }: Context,
  planFor: PlanFor,
  customerId: string,
  language: Language | undefined,
): Promise<Reply<typeof listCustomerCards>> {
  const now = clock.now()
  return await readOnly(database, async (tx) => {
    const member = await customerOf(tx, customerId)
    const cards = await readCardsNow(tx, now)
    if (cards.length === 0) return { asOf: now, items: [] }
    const standings = await readStandings(tx, member.customerId, now)
    const means = await meansOf(tx, member, standings, { planFor, now })
    const rewards = (await readRewards(tx, 'of a stock')).filter(
      ({ key, status }) => status === 'active' && cards.some(({ reward }) => reward === key),
    )
    const named = rewards.flatMap(({ content }) => articleOf(content) ?? [])
    const articles = new Map((await readArticlesNamed(tx, named)).map((one) => [one.key, one]))
    const words = language ?? (await readTerms(tx, now)).language
    const stateOf = (reward: DefinedReward) =>
      rewardState(
        reward,
        judge(reward, articles.get(articleOf(reward.content) ?? '') ?? null, means),
        words,
      )
    return {
      asOf: now,
      items: cards.map((card) => {
        const standing = standings.find(({ currency }) => currency === card.currency)
        const reward = rewards.find(({ key }) => key === card.reward)
        return cardState(card, standing, reward ? stateOf(reward) : null)
      }),
    }
  })
}

type Standing = { balance: number; pending: number }

function cardState(
  card: StampCard,
  standing: Standing | undefined,
  reward: CardOfCustomer['reward'],
): CardOfCustomer {
  const { key, name, words = null, currency, places } = card
  const face = faceOf(card, standing?.balance ?? 0)
  return { key, name, words, currency, places, ...face, pending: standing?.pending ?? 0, reward }
}

function rewardState(
  { key, content: { name, price } }: DefinedReward,
  verdict: ReturnType<typeof judge>,
  language: Language,
): CardOfCustomer['reward'] {
  const reasons = verdict.kind === 'refused' ? verdict.reasons : []
  return {
    ...{ key, name, price, ready: reasons.length === 0 },
    reasons: reasons.map((code) => reasonInWords(code, language)),
  }
}
