import { faceOf } from '#contract/language/card-face.ts'
import type { Guest, Redeemable } from '../desk.ts'
import { database, type Kept, type Spent } from './database.ts'
import { waitingEntries } from './entries.ts'

/** The calendar day where the till stands; the program counts by the business's. */
const dayOf = (at: Date) => at.toLocaleDateString('sv')

const spentIn = async (store: string): Promise<Spent[]> =>
  (await (await database()).getAll('spent')).filter((one) => one.store === store)

/** Whether one more redemption is within the allowance; the program looks again. */
export async function mayRedeem(kept: Kept, customerId: string): Promise<boolean> {
  const { allowance, store } = kept
  if (allowance === null) return false
  const today = dayOf(new Date())
  const ofToday = (await spentIn(store)).filter(({ day }) => day === today)
  const ofCard = ofToday.filter((one) => one.customerId === customerId)
  return (
    ofToday.length < allowance.redemptionsPerDay && ofCard.length < allowance.redemptionsPerCard
  )
}

/** What somebody redeemed here that the program has not heard of. */
export async function spentUnheard(store: string, customerId: string): Promise<Spent[]> {
  const waiting = new Set((await waitingEntries()).map(({ id }) => id))
  const spent = await spentIn(store)
  return spent.filter((one) => one.customerId === customerId && waiting.has(one.id))
}

type Reward = NonNullable<Kept['kept']>['rewards'][number]

/** The reward as this device may give it, if the guest has what it costs. */
export function givable(kept: Kept, guest: Guest, { reward: key }: Redeemable): Reward | null {
  const reward = kept.kept?.rewards.find((one) => one.reward === key)
  const has = guest.points.find(({ currency }) => currency === reward?.currency)?.balance ?? 0
  return reward && has >= reward.price ? reward : null
}

/** The guest as they stand once they have it; one for a card and day is what most devices may give. */
export function afterRedeeming(kept: Kept, guest: Guest, { currency, price }: Reward): Guest {
  const points = guest.points.map((one) =>
    one.currency === currency ? { ...one, balance: one.balance - price } : one,
  )
  const left = points.find((one) => one.currency === currency)?.balance ?? 0
  const cards = guest.cards.map((card) => {
    const said = kept.kept?.cards.find(({ name }) => name === card.name)
    if (said?.currency !== currency) return card
    const { filled, full: fullCards } = faceOf(said, left)
    return { ...card, filled, fullCards }
  })
  return { ...guest, points, cards, redeemable: [] }
}

export async function noteSpent(
  store: string,
  id: string,
  customerId: string,
  { currency, price }: Reward,
): Promise<void> {
  const day = dayOf(new Date())
  const spent = { id, store, day, customerId, currency, points: price }
  await (await database()).put('spent', spent)
}

/** Of days gone by nothing is counted any more. */
export async function forgetSpent(): Promise<void> {
  const kept = await database()
  const today = dayOf(new Date())
  const waiting = new Set((await waitingEntries()).map(({ id }) => id))
  for (const { id, day } of await kept.getAll('spent')) {
    if (day !== today && !waiting.has(id)) await kept.delete('spent', id)
  }
}
