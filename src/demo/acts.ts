import type { EventInput, PurchaseInput } from '#contract/language/event.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { type SimulatedCustomer, walkTo } from './customer.ts'
import { notables } from './notable-guests.ts'
import { programBegins, rewardPrices } from './program.ts'
import { Random } from './random.ts'
import type { World } from './world.ts'

/** What somebody did with the program beside buying; it happens at its time or not at all. */
export type Act = { at: Date; externalId: string; customer: string; store?: string } & Deed
type Deed =
  | { kind: 'reward'; reward: string }
  | { kind: 'gift' }
  | { kind: 'voucher_given' }
  | { kind: 'voucher_used'; amount: number; purchase: { source: string; externalId: string } }
  | { kind: 'brought'; by: string }
  | { kind: 'referrals_paid' }

/**
 * Facts, told when the last of them happened, then an act: points are there when they are spent, and not
 * before. Facts of two months are never told in one step, so the books of each month have their own.
 */
export type Step = { facts: readonly EventInput[]; at: Date; act: Act | null }

const streamOfActs = 5
const oneGuestIn = 12
const guestsMax = 75
const minuteMillis = 60_000
/** When the first purchase can no longer be given back. */
const paidAfterDays = 15

/** The guests who use their cards: everybody with a part in the story, and one of some others. */
export const hasCard = (index: number) =>
  index < notables.length || (index % oneGuestIn === 11 && index < oneGuestIn * guestsMax)

/** Of the others, so many collect without ever asking for something. */
const onlyCollects = 0.45

export type Guests = {
  guests: readonly SimulatedCustomer[]
  /** What they did before there was a program, guest after guest. */
  before: () => Iterable<EventInput>
  /** Since then, in order of time. */
  steps: () => Iterable<Step>
}

/** Those guests of a world who use all there is, with all they did. */
export function regularsOf(shared: World): Guests {
  return together(shared, [...walkTo(shared, hasCard)], actsOf)
}

/** The others of a world, so many at a time; some of them redeem what they collected. */
export function* othersOf(shared: World, guestsAtATime: number): Generator<Guests> {
  let guests: SimulatedCustomer[] = []
  for (const guest of walkTo(shared, (index) => !hasCard(index))) {
    guests.push(guest)
    if (guests.length < guestsAtATime) continue
    yield together(shared, guests, rewardsOf)
    guests = []
  }
  if (guests.length > 0) yield together(shared, guests, rewardsOf)
}

type ActsOf = typeof actsOf

function together(shared: World, guests: readonly SimulatedCustomer[], actsFor: ActsOf): Guests {
  const told = guests.map((guest) => ({ guest, facts: guest.facts() }))
  const begins = programBegins(shared).toISOString()
  return {
    guests,
    before: () => told.flatMap(({ facts }) => facts.filter((fact) => fact.occurredAt < begins)),
    steps: () => {
      const since = told.flatMap(({ facts }) => facts.filter((fact) => fact.occurredAt >= begins))
      const acts = told.flatMap(({ guest, facts }) => [...actsFor(shared, guest, facts)])
      return stepsOf(since.sort(byTime), acts.sort(byInstant))
    },
  }
}

function* stepsOf(facts: readonly EventInput[], acts: readonly Act[]): Generator<Step> {
  let from = 0
  for (const act of acts) {
    let to = from
    while (to < facts.length && new Date(facts[to]!.occurredAt) <= act.at) to++
    const months = [...byMonth(facts.slice(from, to))]
    const last = months.pop() ?? []
    for (const month of months) yield alone(month)
    yield { facts: last, at: act.at, act }
    from = to
  }
  for (const month of byMonth(facts.slice(from))) yield alone(month)
}

const alone = (facts: readonly EventInput[]): Step => ({
  facts,
  at: new Date(facts.at(-1)!.occurredAt),
  act: null,
})

/** Doors are closed when a month ends, so the month of the instant is that of the café. */
function* byMonth(facts: readonly EventInput[]): Generator<readonly EventInput[]> {
  const monthAt = (place: number) => facts[place]?.occurredAt.slice(0, 7)
  let from = 0
  for (let to = 1; to <= facts.length; to++) {
    if (monthAt(to) === monthAt(from)) continue
    yield facts.slice(from, to)
    from = to
  }
}

const byInstant = (one: Act, other: Act) => one.at.getTime() - other.at.getTime()

const byTime = (one: EventInput, other: EventInput) =>
  one.occurredAt < other.occurredAt ? -1 : one.occurredAt > other.occurredAt ? 1 : 0

function* actsOf(
  shared: World,
  { index, person }: SimulatedCustomer,
  facts: readonly EventInput[],
): Generator<Act> {
  const random = new Random().restart(shared.seed, index, streamOfActs)
  const purchases = facts.filter((fact) => fact.type === 'purchase')
  const counter = new Counter(person.externalId, random)
  const begins = programBegins(shared)
  const first = purchases[0]
  if (index >= notables.length && first && new Date(first.occurredAt) > begins) {
    const turn = Math.floor(index / oneGuestIn) % notables.length
    const by = `G-${String(1 + turn).padStart(6, '0')}`
    yield counter.act('brought', after(first, -dayMillis), { kind: 'brought', by })
    const paid = after(first, paidAfterDays * dayMillis)
    if (paid.getTime() < shared.times.endDay * dayMillis) {
      yield counter.act('paid', paid, { kind: 'referrals_paid' })
    }
  }
  let before: PurchaseInput | null = null
  for (const purchase of purchases) {
    if (new Date(purchase.occurredAt) >= begins) yield* counter.serve(purchase, before, shared)
    before = purchase
  }
}

/** Guests who take what their stamps are for, and nothing else. */
function* rewardsOf(
  shared: World,
  { index, person }: SimulatedCustomer,
  facts: readonly EventInput[],
): Generator<Act> {
  const random = new Random().restart(shared.seed, index, streamOfActs)
  if (random.chance(onlyCollects)) return
  const counter = new Counter(person.externalId, random)
  const begins = programBegins(shared).toISOString()
  for (const fact of facts) {
    if (fact.type === 'purchase' && fact.occurredAt >= begins) yield* counter.redeem(fact)
  }
}

const after = ({ occurredAt }: Pick<EventInput, 'occurredAt'>, millis: number) =>
  new Date(Date.parse(occurredAt) + millis)

const gifts: ReadonlySet<number> = new Set([10, 25])
const giftFrom = 300
const missedAfterDays = 24
const voucherDays = 45

/** One guest at the counter: what the card says, and what comes of it. */
class Counter {
  #stamps = 0
  #visits = 0
  #voucherGiven: Date | null = null
  readonly #customer: string
  readonly #random: Random
  /** Saves for the dearest reward. */
  readonly #saves: boolean

  constructor(customer: string, random: Random) {
    this.#customer = customer
    this.#random = random
    this.#saves = random.chance(0.15)
  }

  act(name: string, at: Date, deed: Deed, store?: string): Act {
    const externalId = `${this.#customer}/${name}`
    return { at, externalId, customer: this.#customer, ...(store ? { store } : {}), ...deed }
  }

  *serve(purchase: PurchaseInput, before: PurchaseInput | null, world: World): Generator<Act> {
    if (before) yield* this.#missed(before, purchase, world)
    if ((purchase.amount ?? 0) >= giftFrom) this.#visits++
    yield* this.#redeemVoucher(purchase)
    const { store, externalId } = purchase
    if (store && gifts.has(this.#visits) && (purchase.amount ?? 0) >= giftFrom) {
      yield this.act(`gift ${externalId}`, after(purchase, minuteMillis), { kind: 'gift' }, store)
    }
    yield* this.redeem(purchase)
  }

  /** One stamp more, and perhaps something for them. */
  *redeem(purchase: PurchaseInput): Generator<Act> {
    this.#stamps++
    const { store, externalId } = purchase
    // Nothing is handed over by mail.
    if (!store) return
    const reward = this.#wish()
    if (reward === null) return
    const deed = { kind: 'reward' as const, reward }
    yield this.act(`reward ${externalId}`, after(purchase, 2 * minuteMillis), deed, store)
  }

  #wish(): string | null {
    if (this.#saves) return this.#take('tour', 0.8)
    if (this.#stamps < rewardPrices.hot_drink) return this.#take('milk', 0.04)
    return this.#take('hot_drink', 0.6)
  }

  #take(reward: keyof typeof rewardPrices, probability: number): string | null {
    const price = rewardPrices[reward]
    if (this.#stamps < price || !this.#random.chance(probability)) return null
    this.#stamps -= price
    return reward
  }

  /** Who stayed away gets a voucher by mail, as long as the history lasts. */
  *#missed(before: PurchaseInput, purchase: PurchaseInput, world: World): Generator<Act> {
    const at = after(before, missedAfterDays * dayMillis)
    if (at >= new Date(purchase.occurredAt) || at < programBegins(world)) return
    this.#voucherGiven = at
    yield this.act(`voucher ${before.externalId}`, at, { kind: 'voucher_given' })
  }

  *#redeemVoucher(purchase: PurchaseInput): Generator<Act> {
    const given = this.#voucherGiven
    this.#voucherGiven = null
    if (!given || !purchase.store || !this.#random.chance(0.7)) return
    if (new Date(purchase.occurredAt) > new Date(given.getTime() + voucherDays * dayMillis)) return
    const { source, externalId, amount = 0 } = purchase
    const deed = { kind: 'voucher_used' as const, amount, purchase: { source, externalId } }
    const at = after(purchase, minuteMillis)
    yield this.act(`voucher used ${externalId}`, at, deed, purchase.store)
  }
}
