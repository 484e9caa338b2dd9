import { listRewards } from '#contract/endpoints/rewards.ts'
import { useCall } from '../../client/index.ts'

/** A quarter of the smallest reward to each side: felt, and yet not a gift to strangers. */
export function useUsualPoints() {
  const rewards = useCall(listRewards, { query: { status: 'active' } })
  const usualOf = (currency: string) => {
    const prices = (rewards.data?.items ?? [])
      .filter(({ content }) => content.currency === currency)
      .map(({ content }) => content.price)
    const points = prices.length === 0 ? 1 : Math.max(1, Math.round(Math.min(...prices) / 4))
    return { referrerPoints: points, recruitPoints: points }
  }
  return { isPending: rewards.isPending, usualOf }
}
