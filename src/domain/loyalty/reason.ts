import type { EarningRule } from '#contract/language/earning-rule.ts'
import type { Reason } from '#domain/ledger/facts.ts'

type Said = Pick<EarningRule, 'key' | 'way'>

/**
 * Why a rule gives, by the rule that it raised, if any. Said once for all the grants of a rule: it
 * is the same for all customers.
 */
export function reasonsOf(rule: Said): (base: string | null) => Reason {
  const known = new Map<string | null, Reason>()
  return (base) => {
    const made = known.get(base) ?? reasonOf(rule, base)
    known.set(base, made)
    return made
  }
}

function reasonOf({ key, way }: Said, base: string | null): Reason {
  const params = { rule: key }
  switch (way.kind) {
    case 'per_amount':
      return {
        key: 'earned.per_amount',
        params: { ...params, points: way.points, perAmount: way.perAmount },
      }
    case 'per_article':
      return { key: 'earned.per_article', params: { ...params, points: way.points } }
    case 'per_purchase':
    case 'per_visit':
      return { key: `earned.${way.kind}`, params }
    case 'per_event':
      return {
        key: 'earned.per_event',
        params: { ...params, event: way.name ?? way.event },
      }
    case 'multiplier':
      return {
        key: 'earned.multiplier',
        params: { ...params, factor: way.factor, base: base ?? '' },
      }
  }
}
