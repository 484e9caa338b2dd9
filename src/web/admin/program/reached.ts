import { mainReward } from './draft.ts'

type Gains = { gains: readonly { at: string; currency: string; points: number }[] }
type Priced = {
  currency: string
  rewards: readonly { content: { price: number } }[]
}

/** When the main reward was reached, again and again, if each was redeemed at once. */
export function reachedBy({ gains }: Gains, { currency, rewards }: Priced): string[] {
  const reached: string[] = []
  const main = mainReward(rewards)
  if (!main) return reached
  let points = 0
  for (const gain of gains.filter((one) => one.currency === currency)) {
    points += gain.points
    while (points >= main.content.price) {
      points -= main.content.price
      reached.push(gain.at)
    }
  }
  return reached
}
