import type { SimulationResult } from '#contract/endpoints/program-previews.ts'
import { type Policy, strictPolicy } from '#domain/ledger/policy.ts'
import { settle } from '#domain/ledger/settle.ts'
import type { Money } from '#kernel/money.ts'
import type { Presence } from '#kernel/presence.ts'
import type { Life } from '../follow-program.ts'
import { positionOn } from '../gift-ladder.ts'
import type { Plan } from '../program.ts'
import { type Decisions, replayProgram } from '../run-program.ts'
import { standingAt } from '../tier.ts'
import { toldOf } from '../told.ts'
import { worthOf } from '../worth.ts'
import { Best } from './best.ts'
import { birthdaysIn, countsBirthdays, withBirthdays } from './birthdays.ts'
import { costOf, type Values } from './compare-lives.ts'
import { firstReach } from './first-reach.ts'
import { fifthsOf, quartilesOf } from './spread.ts'
import { timesThere } from './times-there.ts'
import {
  datesOf,
  type Gain,
  gainsOf,
  isWithin,
  type Window,
  weekCount,
  weekOf,
  weekStart,
} from './window.ts'

export type SimulationGround = {
  plan: Plan
  window: Window
  values: Values
  presence: Presence
  policies: ReadonlyMap<string, Policy>
  firstReward: { currency: string; price: number } | null
}

export type SimulationExample = SimulationResult['examples'][number]
type Totals = { given: number; expired: number; open: number }
type Never = NonNullable<SimulationResult['firstReward']>['never'][number]['timesThere']

const weekMillis = 7 * 86_400_000

/** More of the cost than this for visits of unknown amount, and a share of revenue would mislead. */
const unpricedShareMax = 0.1

/** Lets life after life run under a program that was never in force, and adds up what it costs. */
export class Simulated {
  readonly #ground: SimulationGround
  readonly #points = new Map<string, Totals>()
  readonly #weeks: Map<string, number>[]
  readonly #tiers = new Map<string, number>()
  readonly #gifts = new Map<string, { steps: number; customers: number }>()
  /** Given for visits whose amount nobody knows. */
  readonly #unpriced = new Map<string, number>()
  /** What each customer who earns would have got, in money. */
  readonly #worths: number[] = []
  readonly #weeksToReward: number[] = []
  readonly #never = new Map<Never, number>([
    ['1', 0],
    ['2-4', 0],
    ['5+', 0],
  ])
  readonly #gaining = new Best<SimulationExample>(1)
  readonly #coming = new Best<SimulationExample>(3)
  readonly #missing = new Best<SimulationExample>(1)
  /** Whether the program gives for birthdays. */
  readonly countsBirthdays: boolean
  #birthdays = 0
  #customers = 0
  #revenue = 0

  constructor(ground: SimulationGround) {
    this.#ground = ground
    this.countsBirthdays = countsBirthdays(ground)
    this.#weeks = Array.from({ length: weekCount(ground.window) }, () => new Map())
  }

  take(customerId: string, lived: Life): void {
    const { plan, window } = this.#ground
    const life = this.countsBirthdays ? withBirthdays(lived, { plan, window, before: null }) : lived
    this.#birthdays += birthdaysIn(life, window)
    const facts = life.facts.filter(({ atMillis }) => isWithin(window, atMillis))
    if (facts.length === 0) return
    const decisions = replayProgram(
      life.facts.filter(({ atMillis }) => atMillis <= window.toMillis),
      life.people,
      plan,
    )
    // Whoever only had a birthday was there if it brought them something.
    const wasThere = lived.facts.some(({ atMillis }) => isWithin(window, atMillis))
    if (!wasThere && gainsOf(decisions, window).length === 0) return
    this.#customers++
    this.#revenue += revenueOf(facts)
    const given = this.#countPoints(decisions)
    this.#countUnpriced(decisions, facts)
    const tier = this.#countTier(decisions)
    this.#countGifts(decisions)
    const times = timesThere(facts, this.#ground)
    const weeksToReward = this.#countReward(decisions, times)
    const example = {
      ...{ customerId, name: null, timesThere: times.length, tier, weeksToReward },
      points: [...given].map(([currency, points]) => ({ currency, given: points })),
    }
    this.#remember(this.#countWorth(given), example)
  }

  result(): Omit<SimulationResult, 'findings'> {
    const { window, values } = this.#ground
    const points = [...this.#points].sort(byKey).map(([currency, totals]) => ({
      ...{ currency, ...totals },
      cost: costOf(values, currency, totals.given),
      liability: this.#worth(currency, totals.open),
    }))
    const cost = this.#sum(points.map((one) => one.cost))
    return {
      ...datesOf(window),
      presence: this.#ground.presence,
      customers: this.#customers,
      earning: this.#worths.length,
      birthdays: this.countsBirthdays ? this.#birthdays : null,
      revenue: { amount: this.#revenue, currency: values.money },
      points,
      cost,
      liability: this.#sum(points.map((one) => one.liability)),
      costShare: this.#costShare(cost),
      fifths: fifthsOf(this.#worths),
      weeks: this.#weeks.map((week, index) => ({
        start: weekStart(window, index),
        points: [...week].sort(byKey).map(([currency, given]) => ({ currency, given })),
      })),
      tiers: [...this.#tiers]
        .sort(byKey)
        .map(([level, customers]) => ({ level: level === '' ? null : level, customers })),
      gifts: [...this.#gifts].sort(byKey).map(([ladder, gift]) => ({ ladder, ...gift })),
      firstReward: this.#ground.firstReward && {
        reached: this.#weeksToReward.length,
        weeks: quartilesOf(this.#weeksToReward),
        never: [...this.#never].map(([timesThere, customers]) => ({ timesThere, customers })),
      },
      examples: this.#examples(),
    }
  }

  /** As the ledger would have it at the end, if nothing were redeemed. */
  #countPoints(decisions: Decisions): Map<string, number> {
    const { window, policies } = this.#ground
    const given = new Map<string, number>()
    for (const gain of gainsOf(decisions, window)) {
      count(given, gain.currency, gain.points)
      this.#countWeek(gain)
    }
    for (const [currency, points] of given) {
      const totals = this.#points.get(currency) ?? { given: 0, expired: 0, open: 0 }
      const { sums } = settle(
        lifeIn(decisions, currency),
        policies.get(currency) ?? strictPolicy,
        window.toMillis,
      ).account
      totals.given += points
      totals.expired += sums.expired
      totals.open += sums.available + sums.pending
      this.#points.set(currency, totals)
    }
    return given
  }

  #countUnpriced({ grants }: Decisions, facts: Life['facts']): void {
    const visits = new Set(
      facts.filter(({ type }) => type === 'visit').map(({ eventId }) => eventId),
    )
    for (const { eventId, currency, points } of grants) {
      if (visits.has(eventId)) count(this.#unpriced, currency, points)
    }
  }

  #costShare(cost: Money): number | null {
    const { values } = this.#ground
    const unpriced = this.#sum(
      [...this.#unpriced].map(([currency, points]) => costOf(values, currency, points)),
    )
    if (this.#revenue <= 0 || unpriced.amount > unpricedShareMax * cost.amount) return null
    return cost.amount / this.#revenue
  }

  #countWeek({ atMillis, currency, points }: Gain): void {
    count(this.#weeks[weekOf(this.#ground.window, atMillis)]!, currency, points)
  }

  #countTier({ state: { tier, tallies } }: Decisions): string | null {
    const { plan, window } = this.#ground
    const level = standingAt(tier, tallies, plan, window.toMillis)?.tier?.level ?? null
    if (plan.inForce(window.toMillis).tiers) count(this.#tiers, level ?? '', 1)
    return level
  }

  #countGifts({ state: { ladders } }: Decisions): void {
    const { plan, window } = this.#ground
    for (const { ladder } of plan.inForce(window.toMillis).giftLadders) {
      const steps = positionOn(ladder, ladders[ladder.key] ?? 0, []).due.length
      const known = this.#gifts.get(ladder.key) ?? { steps: 0, customers: 0 }
      known.steps += steps
      known.customers += steps > 0 ? 1 : 0
      this.#gifts.set(ladder.key, known)
    }
  }

  /** Weeks from the first time there to the first reward; null: not reached, or none was named. */
  #countReward(decisions: Decisions, times: readonly number[]): number | null {
    const { firstReward, policies, window } = this.#ground
    if (!firstReward || times.length === 0) return null
    const { currency, price } = firstReward
    const life = lifeIn(decisions, currency)
    const reachedAt = firstReach(
      life,
      policies.get(currency) ?? strictPolicy,
      price,
      window.toMillis,
    )
    if (reachedAt === null) {
      const size = times.length
      const group = size === 1 ? '1' : size < 5 ? '2-4' : '5+'
      this.#never.set(group, this.#never.get(group)! + 1)
      return null
    }
    const firstAt = Math.min(times[0] ?? reachedAt, reachedAt)
    const weeks = Math.round(((reachedAt - firstAt) / weekMillis) * 10) / 10
    this.#weeksToReward.push(weeks)
    return weeks
  }

  #countWorth(given: ReadonlyMap<string, number>): number {
    const { values } = this.#ground
    const gained = [...given].filter(([, points]) => points > 0)
    if (gained.length === 0) return 0
    const worth = gained.reduce(
      (sum, [currency, points]) => sum + points * Number(values.of.get(currency) ?? 0),
      0,
    )
    this.#worths.push(worth)
    return worth
  }

  #remember(worth: number, example: Omit<SimulationExample, 'why'>): void {
    const as = (why: SimulationExample['why']) => () => ({ ...example, why })
    if (worth > 0) this.#gaining.offer(worth, as('gains_most'))
    if (example.timesThere === 0) return
    this.#coming.offer(example.timesThere, as('comes_most'))
    if (this.#ground.firstReward && example.weeksToReward === null) {
      this.#missing.offer(example.timesThere, as('never_gets_there'))
    }
  }

  #examples(): SimulationExample[] {
    const byCustomer = new Map<string, SimulationExample>()
    for (const best of [this.#gaining, this.#missing, this.#coming]) {
      for (const one of best.list()) {
        if (!byCustomer.has(one.customerId)) byCustomer.set(one.customerId, one)
      }
    }
    return [...byCustomer.values()].slice(0, 3)
  }

  #worth = (currency: string, points: number): Money =>
    worthOf(points, this.#ground.values.of.get(currency) ?? '0', this.#ground.values.money)

  #sum = (costs: readonly Money[]): Money => ({
    amount: costs.reduce((sum, { amount }) => sum + amount, 0),
    currency: this.#ground.values.money,
  })
}

const count = (counts: Map<string, number>, key: string, more: number) =>
  counts.set(key, (counts.get(key) ?? 0) + more)

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

/** What the ledger would be told of one currency. */
function lifeIn(decisions: Decisions, currency: string) {
  const { grants, reversals } = toldOf('', decisions)
  return {
    grants: grants.filter((one) => one.currency === currency),
    reversals: reversals.filter((one) => one.currency === currency),
    acts: [],
  }
}

const revenueOf = (facts: Life['facts']) =>
  facts.reduce((sum, { type, amount }) => sum + (signs[type] ?? 0) * (amount ?? 0), 0)

const signs: Record<string, number> = { purchase: 1, return: -1 }
