import type { EarningWay } from '#contract/language/earning-rule.ts'
import type { InForce } from './program.ts'

const byBuying: readonly EarningWay['kind'][] = ['per_amount', 'per_article', 'per_purchase']

/** What each visit brings of a currency; null where that depends on what is bought, or on anything else. */
export function pointsOfEachVisit(
  { earners, multipliers }: Pick<InForce, 'earners' | 'multipliers'>,
  currency: string,
): number | null {
  if (multipliers.length > 0) return null
  const rules = earners.map(({ rule }) => rule).filter((rule) => rule.currency === currency)
  if (rules.some(({ way }) => byBuying.includes(way.kind))) return null
  const [only, ...more] = rules.filter(({ way }) => way.kind === 'per_visit')
  if (only?.way.kind !== 'per_visit' || more.length > 0) return null
  const asksMore = only.when !== undefined || (only.basketMin ?? 0) > 0
  return asksMore || only.way.points === 0 ? null : only.way.points
}
