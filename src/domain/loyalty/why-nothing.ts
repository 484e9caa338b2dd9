import { roomFor } from './caps.ts'
import { servedBy } from './earn.ts'
import type { Earner, InForce, Plan } from './program.ts'
import type { ProgramState } from './program-state.ts'

/** Why an event at the counter brought nothing of some currency. */
export type WhyNothing =
  /** The visit it belongs to had its share; another one begins then. */
  | { kind: 'visit_counted'; nextAtMillis: number }
  | { kind: 'cap_reached'; per: 'day' | 'month' | 'customer' }
  /** What was booked is a visit, and the rules ask for what it cost. */
  | { kind: 'amount_needed' }
  | { kind: 'too_little'; amountMin: number }
  /** There are rules, and none of them is for this. */
  | { kind: 'excluded' }
  | { kind: 'no_rule' }

export type Booked = {
  type: 'visit' | 'purchase'
  source: string
  externalId: string
  atMillis: number
  amount: number | null
}

/**
 * Of several reasons the one that helps most at the counter: when to come again, then what to do
 * otherwise.
 * @param state the customer right after what was booked
 * @param earned currencies of which it brought something: no reason is sought for these
 */
export function whyNothing(
  state: ProgramState,
  booked: Booked,
  { inForce, zone }: Pick<Plan, 'inForce' | 'zone'>,
  earned: ReadonlySet<string>,
): WhyNothing {
  const now = inForce(booked.atMillis)
  const day = zone.dayOf(new Date(booked.atMillis))
  const missed = now.earners.filter(({ rule }) => !earned.has(rule.currency) && isOfCounter(rule))
  const asked = missed.filter((earner) => counts(earner, booked))
  const found =
    visitCounted(state, booked, now, asked) ??
    capReached(state, day, asked) ??
    tooLittle(booked, asked)
  if (found) return found
  if (asked.length > 0) return { kind: 'excluded' }
  return missed.length > 0 ? { kind: 'amount_needed' } : { kind: 'no_rule' }
}

type Rule = Earner['rule']

/** What happens elsewhere is not missed at the counter. */
const isOfCounter = ({ way }: Rule) => way.kind !== 'per_event' || way.event === 'visit'

function counts({ rule: { way } }: Earner, { type }: Booked): boolean {
  switch (way.kind) {
    case 'per_visit':
      return true
    case 'per_event':
      return type === 'visit'
    case 'per_amount':
    case 'per_article':
    case 'per_purchase':
      return type === 'purchase'
  }
}

function visitCounted(
  state: ProgramState,
  booked: Booked,
  { terms: { visitMinutes } }: InForce,
  asked: readonly Earner[],
): WhyNothing | null {
  const visit = visitOf(state, booked, visitMinutes)
  const isServed = asked.some(({ rule }) => visit?.served.includes(servedBy(rule.key)))
  if (!visit || !isServed) return null
  return { kind: 'visit_counted', nextAtMillis: visit.firstMillis + visitMinutes * 60_000 }
}

/** It may be told late, when others have begun since. */
const visitOf = ({ recentVisits }: ProgramState, { atMillis }: Booked, visitMinutes: number) =>
  recentVisits.findLast(
    ({ firstMillis }) => firstMillis <= atMillis && atMillis - firstMillis < visitMinutes * 60_000,
  )

function capReached(
  { given }: ProgramState,
  day: number,
  asked: readonly Earner[],
): WhyNothing | null {
  for (const { rule } of asked) {
    const { perDay, perMonth, perCustomer } = rule.caps
    const isFull = (caps: Rule['caps']) => roomFor(caps, given[rule.key], day) === 0
    // What lasts longest is said: who waits for tomorrow should not do so in vain.
    if (isFull({ perCustomer })) return { kind: 'cap_reached', per: 'customer' }
    if (isFull({ perMonth })) return { kind: 'cap_reached', per: 'month' }
    if (isFull({ perDay })) return { kind: 'cap_reached', per: 'day' }
  }
  return null
}

function tooLittle({ amount }: Booked, asked: readonly Earner[]): WhyNothing | null {
  const basketMins = asked.flatMap(({ rule: { basketMin } }) => basketMin ?? [])
  const amountMin = Math.min(...basketMins)
  return basketMins.length > 0 && (amount ?? 0) < amountMin
    ? { kind: 'too_little', amountMin }
    : null
}
