import type { EarningRule, EarningWay } from '#contract/language/earning-rule.ts'
import type { GiftLadder } from '#contract/language/gift-ladder.ts'
import type { ProgramEnding } from '#contract/language/program-ending.ts'
import { type ProgramTerms, programTerms } from '#contract/language/program-terms.ts'
import type { TierLadder } from '#contract/language/tier-ladder.ts'
import type { Reason } from '#domain/ledger/facts.ts'
import { dayNumber } from '#kernel/calendar.ts'
import { asksFor, type Question, questionOf } from '#kernel/conditions.ts'
import { type Fraction, parseDecimal } from '#kernel/decimal.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { isOfPerson } from './fact-values.ts'
import { reasonsOf } from './reason.ts'

/** A tax rate that holds from an instant on, in milliseconds since 1970. */
export type TaxRateRevision = { fromMillis: number; rate: number }

/** All revisions of everything that decides what a customer gets, past and to come. */
export type Program = {
  zone: TimeZone
  /** Of lines that name no tax rate, ascending in time; fractions of net. */
  taxRates: readonly TaxRateRevision[]
  terms: readonly ProgramTerms[]
  rules: readonly RuleRevision[]
  tiers: readonly TierLadder[]
  giftLadders: readonly GiftLadder[]
  endings: readonly ProgramEnding[]
}

export type RuleRevision = EarningRule & { revision: number }

type Ready<Way extends EarningWay> = {
  rule: RuleRevision & { way: Way }
  rate: Fraction
  tierRates: ReadonlyMap<string, Fraction>
  fulfills: Question
  earnsBy: Question
  /** All that decides over the lot of its points: the same text, the same lot of an event. */
  lotTerms: string
  reasonFor: (base: string | null) => Reason
}
export type Multiplier = Ready<Extract<EarningWay, { kind: 'multiplier' }>>
export type Earner = Ready<Exclude<EarningWay, { kind: 'multiplier' }>>

/** What is in force during one stretch of time. */
export type InForce = {
  terms: ProgramTerms
  /** Of lines that name no tax rate; a fraction of net. */
  defaultTaxRate: number
  earners: readonly Earner[]
  multipliers: readonly Multiplier[]
  tiers: TierLadder | null
  giftLadders: readonly { ladder: GiftLadder; fulfills: Question }[]
  /** How the program comes to its end, where it does. */
  ending: Ending | null
}

/** A plan to end the program, with the instants at which that begins to matter. */
export type Ending = { plan: ProgramEnding; collectEndMillis: number; redeemEndMillis: number }

/** A program made ready to decide: rates parsed, conditions turned into questions, once. */
export type Plan = {
  zone: TimeZone
  inForce: (atMillis: number) => InForce
  /** Before this nothing brought anything. */
  startsAtMillis: number
  /** When the tiers were changed, ascending. */
  tierStarts: readonly number[]
  /** The currencies that a tier counts by. */
  tallied: readonly string[]
  /** How far back a day can still decide over a tier. */
  memoryDays: number
  /** Some condition asks for tags, attributes or birthdays: else they need not be read. */
  asksOfPeople: boolean
}

const defaultTerms = programTerms.parse({ validFrom: '1971-01-01T00:00:00Z' })

export function planOf(program: Program): Plan {
  const revisions = [program.terms, program.rules, program.tiers, program.giftLadders].flat()
  const begins = revisions.map(startOf)
  const endings = program.endings.map((plan) => endingOf(plan, program.zone))
  const changes = [
    ...begins,
    ...program.taxRates.map(({ fromMillis }) => fromMillis),
    ...program.endings.map(startOf),
    ...endings.flatMap(({ collectEndMillis, redeemEndMillis }) => [
      collectEndMillis,
      redeemEndMillis,
    ]),
  ]
  const starts = [...new Set(changes)].sort((a, b) => a - b)
  const stretches = new Map<number, InForce>()
  return {
    zone: program.zone,
    startsAtMillis: begins.reduce((first, one) => Math.min(first, one), Number.POSITIVE_INFINITY),
    tierStarts: [
      ...program.tiers.map(startOf),
      ...endings.map(({ redeemEndMillis }) => redeemEndMillis),
    ].sort((a, b) => a - b),
    tallied: [
      ...new Set(
        program.tiers.flatMap(({ basis, currency }) =>
          basis === 'points' && currency ? [currency] : [],
        ),
      ),
    ].sort(),
    memoryDays:
      most(program.tiers, ({ windowDays }) => windowDays) +
      most(program.tiers, ({ periodDays }) => periodDays) +
      most(program.tiers, ({ graceDays }) => graceDays),
    asksOfPeople: [...program.rules, ...program.giftLadders].some(
      (revision) => revision.when && asksFor(revision.when, isOfPerson),
    ),
    inForce: (atMillis) => {
      const start = starts.findLast((one) => one <= atMillis) ?? Number.NEGATIVE_INFINITY
      const known = stretches.get(start)
      if (known) return known
      const made = stretchOf(program, start)
      stretches.set(start, made)
      return made
    },
  }
}

const most = (ladders: readonly TierLadder[], days: (ladder: TierLadder) => number) =>
  ladders.reduce((highest, ladder) => Math.max(highest, days(ladder)), 0)

const startOf = ({ validFrom }: { validFrom: string }) => Date.parse(validFrom)

function stretchOf(program: Program, atMillis: number): InForce {
  const ending = endingAt(program, atMillis)
  const collects = ending === null || atMillis < ending.collectEndMillis
  const holds = ending === null || atMillis < ending.redeemEndMillis
  const rules = collects ? latestByKey(program.rules, atMillis).map(readyOf) : []
  const giftLadders = holds ? latestByKey(program.giftLadders, atMillis) : []
  return {
    terms: latest(program.terms, atMillis) ?? defaultTerms,
    defaultTaxRate:
      program.taxRates.findLast(({ fromMillis }) => fromMillis <= atMillis)?.rate ?? 0,
    earners: rules.filter(isEarner),
    multipliers: rules.filter(isMultiplier),
    tiers: holds ? latest(program.tiers, atMillis) : null,
    ending,
    giftLadders: giftLadders.map((ladder) => ({
      ladder,
      fulfills: ladder.when ? questionOf(ladder.when) : always,
    })),
  }
}

function endingAt({ endings, zone }: Program, atMillis: number): Ending | null {
  const plan = latest(endings, atMillis)
  return plan?.status === 'active' ? endingOf(plan, zone) : null
}

/** Both last days count to their end, in the program's time zone. */
export function endingOf(plan: ProgramEnding, zone: TimeZone): Ending {
  const endOf = (date: string) => zone.startOf(dayNumber(date) + 1).getTime()
  return {
    ...{ plan, collectEndMillis: endOf(plan.collectUntil) },
    redeemEndMillis: endOf(plan.redeemUntil),
  }
}

/** Of revisions that begin at one instant, the one said last counts. */
export function latest<T extends { validFrom: string }>(
  revisions: readonly T[],
  atMillis: number,
): T | null {
  let found: T | null = null
  for (const revision of revisions) {
    const start = startOf(revision)
    if (start <= atMillis && (!found || start >= startOf(found))) found = revision
  }
  return found
}

/** The revision in force of each key, without those that have ended, in the order of the keys. */
function latestByKey<T extends { key: string; validFrom: string; status: 'active' | 'ended' }>(
  revisions: readonly T[],
  atMillis: number,
): T[] {
  return [...Map.groupBy(revisions, ({ key }) => key).values()]
    .map((ofKey) => latest(ofKey, atMillis))
    .filter((found) => found !== null)
    .filter(({ status }) => status === 'active')
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

const always: Question = () => true

function readyOf(rule: RuleRevision): Ready<EarningWay> {
  const { way } = rule
  return {
    rule,
    rate: rateOf(way),
    tierRates: new Map(
      'tierPoints' in way
        ? Object.entries(way.tierPoints).map(([tier, points]) => [tier, rateOf({ ...way, points })])
        : [],
    ),
    fulfills: rule.when ? questionOf(rule.when) : always,
    earnsBy: 'lines' in way && way.lines ? questionOf(way.lines) : always,
    lotTerms: JSON.stringify([rule.currency, rule.pendingDays, rule.expiry]),
    reasonFor: reasonsOf(rule),
  }
}

function rateOf(way: EarningWay): Fraction {
  switch (way.kind) {
    case 'per_amount': {
      const { over, under } = parseDecimal(way.points)
      return { over, under: under * BigInt(way.perAmount) }
    }
    case 'per_article':
      return parseDecimal(way.points)
    case 'multiplier':
      return parseDecimal(way.factor)
    case 'per_purchase':
    case 'per_visit':
    case 'per_event':
      return { over: BigInt(way.points), under: 1n }
  }
}

const isMultiplier = (ready: Ready<EarningWay>): ready is Multiplier =>
  ready.rule.way.kind === 'multiplier'

const isEarner = (ready: Ready<EarningWay>): ready is Earner => !isMultiplier(ready)
