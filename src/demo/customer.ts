import type { EventInput } from '#contract/language/event.ts'
import { cardOrId, engagementOf, type Told } from './engagement.ts'
import { notableFacts } from './notable-facts.ts'
import { type Person, personOf } from './person.ts'
import { webShop } from './places.ts'
import { purchaseFact } from './purchase.ts'
import { Random } from './random.ts'
import type { Temperament } from './temperament.ts'
import { copyOfVisit, type Visit } from './visit.ts'
import { Walker } from './walk.ts'
import { type World, type WorldOptions, world } from './world.ts'

const streamOfEngagement = 3

/** One guest: who, what they are like (no report knows that), and everything they did. */
export type SimulatedCustomer = {
  index: number
  person: Person
  temperament: Temperament
  /** In order of time; made when asked for. */
  facts: () => EventInput[]
}

/** The guests of a world, one by one. The memory it takes does not grow with their number. */
export function* simulate(options: WorldOptions): Generator<SimulatedCustomer> {
  yield* walkTo(world(options), () => true)
}

/** Those guests of a world whose index is wanted. */
export function* walkTo(
  shared: World,
  wanted: (index: number) => boolean,
): Generator<SimulatedCustomer> {
  const walker = new Walker(shared)
  for (let index = 0; index < shared.customers; index++) {
    if (wanted(index)) yield customerOf(walker, index)
  }
}

/** One guest of a world, by index, without walking the others. */
export function customerOf(walker: Walker, index: number): SimulatedCustomer {
  const visits: Visit[] = []
  const temperament = walker.walk(index, (visit) => visits.push(copyOfVisit(visit)))
  const person = personOf(walker.world, index, temperament)
  const facts = () => factsOf(walker.world, index, person, temperament, visits)
  return { index, person, temperament, facts }
}

function factsOf(
  shared: World,
  index: number,
  person: Person,
  temperament: Temperament,
  visits: readonly Visit[],
): EventInput[] {
  const purchases = visits.map((visit) =>
    purchaseFact(shared, visit, `${index + 1}-${visit.number + 1}`, buyer(person, visit)),
  )
  const random = new Random().restart(shared.seed, index, streamOfEngagement)
  const told: Told = { world: shared, index, person, temperament, random, visits, purchases }
  return [...purchases, ...engagementOf(told), ...notableFacts(told)].sort(byTime)
}

function buyer(person: Person, visit: Visit) {
  if (visit.place !== webShop) return cardOrId(person)
  return person.email ? { email: person.email } : { externalId: person.externalId }
}

// The instants are all written in UTC, so their texts sort as they do.
const byTime = (one: EventInput, other: EventInput): number => {
  if (one.occurredAt !== other.occurredAt) return one.occurredAt < other.occurredAt ? -1 : 1
  if (one.externalId === other.externalId) return 0
  return one.externalId < other.externalId ? -1 : 1
}
