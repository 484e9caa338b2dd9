import { pointsMax } from '#contract/language/points.ts'
import { type Fraction, roundedHalfUp, times, wholeNumber } from '#kernel/decimal.ts'
import { cutTo, roomFor } from './caps.ts'
import {
  type EarningLine,
  earningAmount,
  earningLines,
  earningQuantityMilli,
  mayEarn,
} from './earning-lines.ts'
import { factsOf, type Moment } from './fact-values.ts'
import { type Grant, grantOf, lotsOf, type Part, sumOf } from './grant.ts'
import { type Base, type ExactPart, raise } from './multiply.ts'
import type { Earner, InForce, Plan } from './program.ts'

/**
 * All that one event earns, by the rules in force, with the customer as they stood before it.
 * `served`: the rules that gave for its visit before; null where the event is no part of a visit.
 */
export function earn(
  moment: Moment,
  served: readonly string[] | null,
  inForce: InForce,
  plan: Plan,
): Grant[] {
  const facts = factsOf(moment)
  const isPurchase = moment.fact.type === 'purchase'
  const lines = isPurchase ? earningLines(moment.fact, inForce.defaultTaxRate) : []
  const raised = new Map<string, number>()
  const lotOf = lotsOf(moment.fact, plan)
  const grants: Grant[] = []
  for (const earner of inForce.earners) {
    if (!applies(earner, moment, served, lines) || !earner.fulfills(facts)) continue
    const base = baseOf(earner, moment, lines, inForce)
    if (base.parts.length === 0) continue
    grants.push(grantOf(moment.fact, earner, earner, base.parts, lotOf))
    grants.push(...raise(base, inForce.multipliers, { moment, facts, lotOf, raised }))
  }
  return grants
}

function applies(
  { rule: { key, way, basketMin } }: Earner,
  { fact, terms }: Moment,
  served: readonly string[] | null,
  lines: readonly EarningLine[],
): boolean {
  if (basketMin !== undefined) {
    const includes = 'includes' in way ? way.includes : []
    const basket = lines.filter((line) => mayEarn(line, includes, terms))
    if (basket.reduce((sum, { amount }) => sum + amount, 0) < basketMin) return false
  }
  switch (way.kind) {
    case 'per_amount':
    case 'per_article':
    case 'per_purchase':
      return fact.type === 'purchase'
    case 'per_visit':
      return served !== null && !served.includes(servedBy(key))
    case 'per_event':
      return fact.type === way.event && (way.name === undefined || fact.name === way.name)
  }
}

/** Marks in a visit that a rule gave for it: rules and ladders may share a key. */
export const servedBy = (rule: string) => `rule:${rule}`

function baseOf(
  earner: Earner,
  moment: Moment,
  lines: readonly EarningLine[],
  { defaultTaxRate }: InForce,
): Base {
  const exact = exactParts(earner, moment, lines, defaultTaxRate)
  const rounded: Part[] = []
  for (const { line, points } of exact) {
    const whole = Math.min(roundedHalfUp(points), pointsMax)
    if (whole > 0) rounded.push({ line: line?.index ?? null, points: whole })
  }
  const { caps, key } = earner.rule
  const parts = cutTo(
    rounded,
    Math.min(pointsMax, roomFor(caps, moment.state.given[key], moment.day)),
  )
  if (sumOf(parts) === sumOf(rounded)) return { earner, exact, parts }
  return { earner, exact: parts.map((part) => cutPart(part, exact)), parts }
}

/** What a cap has cut is raised from the whole number it was cut to. */
const cutPart = ({ line, points }: Part, exact: readonly ExactPart[]): ExactPart => ({
  line: exact.find((one) => (one.line?.index ?? null) === line)?.line ?? null,
  points: wholeNumber(points),
})

function exactParts(
  { rule: { way }, rate: common, tierRates, earnsBy }: Earner,
  { tier, terms }: Moment,
  lines: readonly EarningLine[],
  defaultTaxRate: number,
): ExactPart[] {
  if (way.kind !== 'per_amount' && way.kind !== 'per_article') {
    return [{ line: null, points: common }]
  }
  const rate = (tier === null ? undefined : tierRates.get(tier)) ?? common
  const parts: ExactPart[] = []
  for (const line of lines) {
    if (!mayEarn(line, way.includes, terms)) continue
    if (line.facts ? !earnsBy(line.facts) : !explainsRest(way)) continue
    parts.push({ line, points: times(rate, measured(line, way, defaultTaxRate)) })
  }
  return parts
}

type ByLine = Extract<Earner['rule']['way'], { kind: 'per_amount' | 'per_article' }>

/** What no line explains is an amount, but no article; and it is none of the lines asked for. */
const explainsRest = (way: ByLine) => way.kind === 'per_amount' && way.lines === undefined

function measured(line: EarningLine, way: ByLine, defaultTaxRate: number): Fraction {
  return way.kind === 'per_amount'
    ? earningAmount(line, way.includes, defaultTaxRate)
    : { over: BigInt(earningQuantityMilli(line, way.includes)), under: 1000n }
}
