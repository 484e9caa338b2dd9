type Gains = { gains: readonly { at: string; currency: string; points: number }[] }
type Priced = {
  currency: string
  rewards: readonly { content: { price: number } }[]
}

/** When the first reward was reached, again and again, if each was redeemed at once. */
export function reachedBy({ gains }: Gains, { currency, rewards: [first] }: Priced): string[] {
  const reached: string[] = []
  if (!first) return reached
  let points = 0
  for (const gain of gains.filter((one) => one.currency === currency)) {
    points += gain.points
    while (points >= first.content.price) {
      points -= first.content.price
      reached.push(gain.at)
    }
  }
  return reached
}
