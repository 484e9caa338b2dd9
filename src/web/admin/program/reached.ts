import { mainReward } from './draft.ts'

type Gains = { gains: readonly { at: string; currency: string; points: number }[] }
type Priced = {
  currency: string
  rewards: readonly { key: string; content: { price: number } }[]
  card: { content: { reward: string } } | null
}

/** When the main reward was reached, again and again, if each was redeemed at once. */
export function reachedBy({ gains }: Gains, draft: Priced): string[] {
  const reached: string[] = []
  const main = mainReward(draft)
  if (!main) return reached
  let points = 0
  for (const gain of gains.filter((one) => one.currency === draft.currency)) {
    points += gain.points
    while (points >= main.content.price) {
      points -= main.content.price
      reached.push(gain.at)
    }
  }
  return reached
}
