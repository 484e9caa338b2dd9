import type { Earner, InForce } from './program.ts'

/**
 * The most a customer does, as the business sees it in its own best customers. Without it only caps
 * and the clock bound what can be collected.
 */
export type BusiestCustomer = {
  amountPerDay: number
  articlesPerDay: number
  purchasesPerDay: number
  eventsPerDay: number
}

/** The most points of a currency that anyone can collect within so many days; may be infinite. */
export function mostPoints(
  inForce: InForce,
  currency: string,
  days: number,
  busiest: BusiestCustomer | null,
): number {
  return inForce.earners
    .filter(({ rule }) => rule.currency === currency)
    .reduce((sum, earner) => sum + mostOf(earner, inForce, days, busiest), 0)
}

function mostOf(
  earner: Earner,
  inForce: InForce,
  days: number,
  busiest: BusiestCustomer | null,
): number {
  const base = Math.min(
    cappedTo(earner.rule, days, busiest),
    uncapped(earner, inForce, days, busiest),
  )
  const raised = inForce.multipliers
    .filter(({ rule }) => rule.currency === earner.rule.currency)
    .reduce((factor, { rate }) => factor * (Number(rate.over) / Number(rate.under)), 1)
  return Math.ceil(base * raised)
}

const cappedTo = ({ caps }: Earner['rule'], days: number, busiest: BusiestCustomer | null) =>
  Math.min(
    (caps.perPurchase ?? Number.POSITIVE_INFINITY) *
      (busiest?.purchasesPerDay ?? Number.POSITIVE_INFINITY) *
      days,
    (caps.perDay ?? Number.POSITIVE_INFINITY) * days,
    // So many days touch two months more than they fill.
    (caps.perMonth ?? Number.POSITIVE_INFINITY) * (Math.ceil(days / 28) + 1),
    caps.perCustomer ?? Number.POSITIVE_INFINITY,
  )

function uncapped(
  { rule, rate, tierRates }: Earner,
  { terms }: InForce,
  days: number,
  busiest: BusiestCustomer | null,
): number {
  const each = Math.max(
    ...[rate, ...tierRates.values()].map(({ over, under }) => Number(over) / Number(under)),
  )
  const perDay = (count: number | undefined) => each * (count ?? Number.POSITIVE_INFINITY) * days
  switch (rule.way.kind) {
    case 'per_amount':
      return perDay(busiest?.amountPerDay)
    case 'per_article':
      return perDay(busiest?.articlesPerDay)
    case 'per_purchase':
      return perDay(busiest?.purchasesPerDay)
    case 'per_visit':
      return Math.min(perDay(busiest?.purchasesPerDay), each * mostVisits(terms.visitMinutes, days))
    case 'per_event':
      return perDay(busiest?.eventsPerDay)
  }
}

/** Visits that fit into so many days, when each begins as soon as the one before is over. */
export const mostVisits = (visitMinutes: number, days: number) =>
  visitMinutes === 0 ? Number.POSITIVE_INFINITY : Math.ceil((days * 24 * 60) / visitMinutes)
