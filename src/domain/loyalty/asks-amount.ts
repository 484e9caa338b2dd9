import type { InForce } from './program.ts'

/**
 * Whether what was paid decides over anything: else whoever books without a card says that somebody was there,
 * and no more. Where nothing is earned yet an amount is asked for, since rules to come may count it.
 */
export function asksAmount({
  earners,
  tiers,
  giftLadders,
}: Pick<InForce, 'earners' | 'tiers' | 'giftLadders'>): boolean {
  const ofCounter = earners.filter(({ rule: { way } }) => way.kind !== 'per_event')
  return (
    ofCounter.length === 0 ||
    ofCounter.some(
      ({ rule }) => rule.way.kind !== 'per_visit' || rule.when !== undefined || rule.basketMin,
    ) ||
    tiers?.basis === 'spend' ||
    tiers?.basis === 'purchase_days' ||
    giftLadders.length > 0
  )
}
