import type { PreviewResult } from '#contract/endpoints/program-previews.ts'
import type { CostRates } from '#domain/ledger/liability/cost-rates.ts'
import { costRateUnsaid, valued } from '#domain/ledger/liability/pool.ts'
import type { Money } from '#kernel/money.ts'
import type { Presence } from '#kernel/presence.ts'
import type { Life } from '../follow-program.ts'
import { positionOn } from '../gift-ladder.ts'
import type { Plan } from '../program.ts'
import { replayProgram } from '../run-program.ts'
import { standingAt } from '../tier.ts'
import { Best } from './best.ts'
import { birthdaysIn, countsBirthdays, withBirthdays } from './birthdays.ts'
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

/** What points are worth, exact decimals by currency, and what share of it they cost. */
export type Values = { money: string; of: ReadonlyMap<string, string>; costRates: CostRates }
export type Pair = { before: number; after: number }
type Side = keyof Pair
type Pairs = Map<string, Pair>

export type PreviewExample = PreviewResult['examples'][number]

const examplesMax = 3

/** Lets life after life run under two programs and keeps what differs. */
export class Comparison {
  readonly #plans: Record<Side, Plan>
  readonly #window: Window
  readonly #values: Values
  readonly #presence: Presence
  readonly #points: Pairs = new Map()
  readonly #weeks: Pairs[]
  readonly #tiers: Pairs = new Map()
  readonly #gifts: Pairs = new Map()
  readonly #gaining = new Best<PreviewExample>(examplesMax)
  readonly #losing = new Best<PreviewExample>(examplesMax)
  readonly #coming = new Best<PreviewExample>(examplesMax)
  /** Whether the program to be gives for birthdays. */
  readonly countsBirthdays: boolean
  #birthdays = 0
  #gain = 0
  #lose = 0

  constructor(plans: Record<Side, Plan>, window: Window, values: Values, presence: Presence) {
    this.#plans = plans
    this.#window = window
    this.#values = values
    this.#presence = presence
    this.countsBirthdays = countsBirthdays({ plan: plans.after, window })
    this.#weeks = Array.from({ length: weekCount(window) }, () => new Map())
  }

  take(customerId: string, lived: Life): void {
    const life = this.countsBirthdays ? this.#celebrated(lived) : lived
    const before = this.#measure(life, 'before')
    const after = this.#measure(life, 'after')
    const own: Pairs = new Map()
    for (const [side, { gains, tier, gifts }] of [
      ['before', before],
      ['after', after],
    ] as const) {
      for (const gain of gains) this.#count(gain, side, own)
      add(this.#tiers, tier ?? '', side, 1)
      for (const [ladder, steps] of gifts) add(this.#gifts, ladder, side, steps)
    }
    const change =
      this.#worthOfChange(own) || after.rank - before.rank || after.steps - before.steps
    if (change > 0) this.#gain++
    if (change < 0) this.#lose++
    this.#remember(change, {
      customerId,
      timesThere: timesThere(
        life.facts.filter(({ atMillis }) => isWithin(this.#window, atMillis)),
        { presence: this.#presence, plan: this.#plans.after },
      ).length,
      points: listOf(own, 'currency'),
      tier: { before: before.tier, after: after.tier },
    })
  }

  /** @param everybody also those who were not looked at, since nothing changes for them */
  result(everybody: number): Omit<PreviewResult, 'findings'> {
    const points = listOf(this.#points, 'currency').map((one) => ({
      ...one,
      cost: {
        before: costOf(this.#values, one.currency, one.before),
        after: costOf(this.#values, one.currency, one.after),
      },
    }))
    return {
      ...datesOf(this.#window),
      presence: this.#presence,
      customers: {
        gain: this.#gain,
        lose: this.#lose,
        same: Math.max(0, everybody - this.#gain - this.#lose),
      },
      points,
      cost: {
        before: this.#sum(points.map(({ cost }) => cost.before)),
        after: this.#sum(points.map(({ cost }) => cost.after)),
      },
      weeks: this.#weeks.map((week, index) => ({
        start: weekStart(this.#window, index),
        points: listOf(week, 'currency'),
      })),
      tiers: listOf(this.#tiers, 'level').map(({ level, ...pair }) => ({
        ...pair,
        level: level === '' ? null : level,
      })),
      gifts: listOf(this.#gifts, 'ladder'),
      birthdays: this.countsBirthdays ? this.#birthdays : null,
      examples: this.#examples(),
    }
  }

  #celebrated(lived: Life): Life {
    const { before, after } = this.#plans
    const window = this.#window
    const life = withBirthdays(lived, { plan: after, window, before })
    this.#birthdays += birthdaysIn(life, window)
    return life
  }

  #measure({ facts, people }: Life, side: Side) {
    const plan = this.#plans[side]
    const decisions = replayProgram(facts, people, plan)
    const { tier, tallies, ladders } = decisions.state
    const { toMillis } = this.#window
    const held = standingAt(tier, tallies, plan, toMillis)?.tier?.level ?? null
    const { tiers, giftLadders } = plan.inForce(toMillis)
    const gifts = giftLadders.map(
      ({ ladder }) =>
        [ladder.key, positionOn(ladder, ladders[ladder.key] ?? 0, []).due.length] as const,
    )
    return {
      gains: gainsOf(decisions, this.#window),
      tier: held,
      rank: tiers?.levels.findIndex(({ key }) => key === held) ?? -1,
      gifts,
      steps: gifts.reduce((sum, [, steps]) => sum + steps, 0),
    }
  }

  #count({ atMillis, currency, points }: Gain, side: Side, own: Pairs): void {
    add(own, currency, side, points)
    add(this.#points, currency, side, points)
    add(this.#weeks[weekOf(this.#window, atMillis)]!, currency, side, points)
  }

  /** In points where they are worth no money. */
  #worthOfChange(own: Pairs): number {
    const changes = [...own].map(([currency, { before, after }]) => ({
      points: after - before,
      value: Number(this.#values.of.get(currency) ?? 0),
    }))
    const worth = changes.reduce((sum, { points, value }) => sum + points * value, 0)
    return worth || changes.reduce((sum, { points }) => sum + points, 0)
  }

  #remember(change: number, example: Omit<PreviewExample, 'why' | 'name'>): void {
    const as = (why: PreviewExample['why']) => () => ({ ...example, name: null, why })
    if (change > 0) this.#gaining.offer(change, as('gains_most'))
    if (change < 0) this.#losing.offer(0 - change, as('loses_most'))
    if (example.timesThere > 0) this.#coming.offer(example.timesThere, as('comes_most'))
  }

  /** Of each kind one, then whoever is left; nobody twice. */
  #examples(): PreviewExample[] {
    const lists = [this.#gaining, this.#losing, this.#coming].map((best) => best.list())
    const inTurn = Array.from({ length: examplesMax }, (_, place) =>
      lists.flatMap((list) => list[place] ?? []),
    ).flat()
    const byCustomer = new Map<string, PreviewExample>()
    for (const one of inTurn) {
      if (!byCustomer.has(one.customerId)) byCustomer.set(one.customerId, one)
    }
    return [...byCustomer.values()].slice(0, examplesMax)
  }

  #sum = (costs: readonly Money[]): Money => ({
    amount: costs.reduce((sum, { amount }) => sum + amount, 0),
    currency: this.#values.money,
  })
}

/** What points cost the business, were they all redeemed. */
export const costOf = (
  { money, of, costRates }: Values,
  currency: string,
  points: number,
): Money => ({
  amount: valued(points, of.get(currency) ?? '0', money, costRates.get(currency) ?? costRateUnsaid),
  currency: money,
})

function add(pairs: Pairs, key: string, side: Side, points: number): void {
  const pair = pairs.get(key) ?? { before: 0, after: 0 }
  pair[side] += points
  pairs.set(key, pair)
}

const listOf = <Name extends string>(pairs: Pairs, name: Name) =>
  [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, pair]) => ({ [name]: key, ...pair }) as Record<Name, string> & Pair)
