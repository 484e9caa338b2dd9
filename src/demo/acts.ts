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

/** Facts up to an act, then the act: points are there when they are spent, and not before. */
export type Step = { facts: readonly EventInput[]; act: Act | null }

const streamOfActs = 5
const oneGuestIn = 12
const guestsMax = 75
const minuteMillis = 60_000
/** When the first purchase can no longer be given back. */
const paidAfterDays = 15

/** The guests who use their cards: everybody with a part in the story, and one of some others. */
export const hasCard = (index: number) =>
  index < notables.length || (index % oneGuestIn === 11 && index < oneGuestIn * guestsMax)

export type Regulars = {
  guests: readonly SimulatedCustomer[]
  /** In order of time. */
  steps: () => Iterable<Step>
}

/** Those guests of a world, with all they did. */
export function regularsOf(shared: World): Regulars {
  const guests = [...walkTo(shared, hasCard)]
  return { guests, steps: () => stepsOf(shared, guests) }
}

function* stepsOf(shared: World, guests: readonly SimulatedCustomer[]): Generator<Step> {
  const told = guests.map((guest) => ({ guest, facts: guest.facts() }))
  const facts = told.flatMap((one) => one.facts).sort(byTime)
  const acts = told
    .flatMap((one) => [...actsOf(shared, one.guest, one.facts)])
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  let from = 0
  for (const act of acts) {
    let to = from
    while (to < facts.length && new Date(facts[to]!.occurredAt) <= act.at) to++
    yield { facts: facts.slice(from, to), act }
    from = to
  }
  yield { facts: facts.slice(from), act: null }
}

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
    const by = `G-${String(1 + (index % notables.length)).padStart(6, '0')}`
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
    this.#stamps++
    if ((purchase.amount ?? 0) >= giftFrom) this.#visits++
    yield* this.#redeemVoucher(purchase)
    const { store } = purchase
    // Nothing is handed over by mail.
    if (!store) return
    const number = purchase.externalId
    if (gifts.has(this.#visits) && (purchase.amount ?? 0) >= giftFrom) {
      yield this.act(`gift ${number}`, after(purchase, minuteMillis), { kind: 'gift' }, store)
    }
    const reward = this.#wish()
    if (reward === null) return
    const deed = { kind: 'reward' as const, reward }
    yield this.act(`reward ${number}`, after(purchase, 2 * minuteMillis), deed, store)
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
