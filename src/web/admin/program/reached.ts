import { mainReward } from './draft.ts'

type Gains = { gains: readonly { at: string; currency: string; points: number }[] }
type Entry = { key: string; content: { name: string; price: number } }
type Priced = {
  currency: string
  rewards: readonly Entry[]
  card: { content: { reward: string } } | null
}

/** When the main reward was reached, again and again, if each was redeemed at once. */
export function reachedBy(life: Gains, draft: Priced): string[] {
  const main = mainReward(draft)
  return main ? reachedAt(life, draft.currency, main.content.price) : []
}

/** What the same points would have been enough for instead, and how often: the main reward left out. */
export function insteadBy(life: Gains, draft: Priced): { name: string; times: number }[] {
  const main = mainReward(draft)
  return draft.rewards
    .filter(({ key }) => key !== main?.key)
    .map(({ content: { name, price } }) => ({
      name,
      times: reachedAt(life, draft.currency, price).length,
    }))
    .filter(({ times }) => times > 0)
}

function reachedAt({ gains }: Gains, currency: string, price: number): string[] {
  const reached: string[] = []
  let points = 0
  for (const gain of gains.filter((one) => one.currency === currency)) {
    points += gain.points
    while (points >= price) {
      points -= price
      reached.push(gain.at)
    }
  }
  return reached
}
