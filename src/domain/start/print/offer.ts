import type { Tx } from '#database/transaction.ts'
import { readCardsNow } from '#domain/loyalty/cards/card-rows.ts'
import { readWholeProgram } from '#domain/loyalty/definition/read-program.ts'
import { planOf } from '#domain/loyalty/program.ts'
import { readRewards } from '#domain/loyalty/rewards/reward-rows.ts'

/** What a stamp card promises: for what there is a stamp, and what stamps bring. */
export type Offer = {
  places: number
  full: string
  /** The cheapest of what is redeemed for less than a full card. */
  first: { places: number; name: string } | null
  /** null: in several ways, or another one. */
  stamp: { kind: 'per_visit' } | { kind: 'per_amount'; amount: number } | null
}

/** Of the first stamp card in force. */
export async function readOffer(tx: Tx, now: Date): Promise<Offer | null> {
  const [card] = await readCardsNow(tx, now)
  if (!card) return null
  const rewards = (await readRewards(tx, 'of a stock'))
    .filter(({ status, content }) => status === 'active' && content.currency === card.currency)
    .toSorted((one, other) => one.content.price - other.content.price)
  const full = rewards.find(({ key }) => key === card.reward)
  const cheapest = rewards.find(({ content }) => content.price < card.places)
  return {
    places: card.places,
    full: full?.content.name ?? card.name,
    first: cheapest ? { places: cheapest.content.price, name: cheapest.content.name } : null,
    stamp: await stampOf(tx, card.currency, now),
  }
}

/** Only what is said in one short sentence is said on paper. */
async function stampOf(tx: Tx, currency: string, now: Date): Promise<Offer['stamp']> {
  const { earners } = planOf(await readWholeProgram(tx)).inForce(now.getTime())
  const [rule, ...others] = earners
    .map((earner) => earner.rule)
    .filter((one) => one.currency === currency)
  if (!rule || others.length > 0 || rule.when) return null
  const { way } = rule
  if (way.kind === 'per_visit' && way.points === 1) return { kind: 'per_visit' }
  if (way.kind === 'per_amount' && Number(way.points) === 1 && !way.lines) {
    return { kind: 'per_amount', amount: way.perAmount }
  }
  return null
}
