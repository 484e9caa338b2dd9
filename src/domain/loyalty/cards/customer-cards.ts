import type { Reply } from '#contract/endpoint.ts'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { CardOfCustomer, listCustomerCards } from '#contract/endpoints/stamp-cards.ts'
import { faceOf } from '#contract/language/card-face.ts'
import type { StampCard } from '#contract/language/stamp-card.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import type { Language } from '#locales/language.ts'
import { customerOf } from '../customer-named.ts'
import type { PlanFor } from '../follow-program.ts'
import { judge, type Means, meansOf, type Offer, readOffer } from '../rewards/customer-rewards.ts'
import { articleOf } from '../rewards/define-reward.ts'
import { reasonInWords } from '../rewards/reason-in-words.ts'
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
    const standings = await readStandings(tx, member.customerId, now)
    const reading = async () => ({
      means: await meansOf(tx, member, standings, { planFor, now }),
      offer: await readOffer(tx),
    })
    return { asOf: now, items: await cardsFor(tx, standings, { now, reading }, language) }
  })
}

type Asked = { now: Date; reading: () => Promise<{ means: Means; offer: Offer }> }

/** The same of balances that are known; what else is needed is asked for where there is a card. */
export async function cardsFor(
  tx: Tx,
  standings: readonly Standing[],
  { now, reading }: Asked,
  language: Language | undefined,
): Promise<CardOfCustomer[]> {
  const cards = await readCardsNow(tx, now)
  if (cards.length === 0) return []
  const { means, offer } = await reading()
  const words = language ?? (await readTerms(tx, now)).language
  return cards.map((card) => {
    const standing = standings.find(({ currency }) => currency === card.currency)
    const reward = offer.rewards.find(({ key }) => key === card.reward)
    const article = reward && offer.articles.get(articleOf(reward.content) ?? '')
    const state = reward && rewardState(reward, judge(reward, article ?? null, means), words)
    return cardState(card, standing, state ?? null)
  })
}

type Standing = { currency: string; balance: number; pending: number }

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
