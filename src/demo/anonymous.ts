import type { PurchaseInput } from '#contract/language/event.ts'
import { monthOf } from '#kernel/calendar.ts'
import { fillBasket } from './basket.ts'
import { closesAt, isOpen, opensAt, stores } from './places.ts'
import { purchaseFact } from './purchase.ts'
import { Random } from './random.ts'
import { isTold } from './silent-till.ts'
import { passerBy } from './temperament.ts'
import { plantedTruths } from './truths.ts'
import { emptyVisit, type Visit } from './visit.ts'
import { Walker } from './walk.ts'
import type { World } from './world.ts'

const streamOfPassersBy = 4
const pilotMax = 4000

/** The receipts nobody's name is on, of one day. */
export type AnonymousDay = { day: number; facts: PurchaseInput[] }

export function* anonymousReceipts(world: World): Generator<AnonymousDay> {
  let day = world.times.firstDay
  let facts: PurchaseInput[] = []
  for (const visit of anonymousVisits(world)) {
    if (visit.day !== day) {
      if (facts.length > 0) yield { day, facts }
      day = visit.day
      facts = []
    }
    facts.push(purchaseFact(world, visit, `A${visit.number + 1}`, undefined))
  }
  if (facts.length > 0) yield { day, facts }
}

/** The same, day by day and store by store, in one object that is filled anew each time. */
export function* anonymousVisits(world: World): Generator<Visit> {
  const volume = expectedVolume(world)
  const guests = stores.map((_, place) => passerBy(place))
  const random = new Random()
  const visit = emptyVisit()
  for (const [since, day] of world.times.days.entries()) {
    for (let place = 0; place < stores.length; place++) {
      if (!isOpen(place, day)) continue
      random.restart(world.seed, since * stores.length + place, streamOfPassersBy)
      const receipts = random.poisson(volume(since, place))
      const opens = opensAt(place, day)
      const open = closesAt(place, day) - 2 - opens
      for (visit.number = 0; visit.number < receipts; visit.number++) {
        visit.day = world.times.firstDay + since
        visit.place = place
        visit.priceYear = day.priceYear
        visit.minute = opens + 1 + Math.floor(open * hourOfPasserBy(random))
        fillBasket(visit, guests[place]!, random)
        if (isTold(world, visit)) yield visit
      }
    }
  }
}

/** Share of the opening time that has passed: busy in the morning and after noon. */
function hourOfPasserBy(random: Random): number {
  const peak = random.chance(0.45) ? 0.14 : 0.56
  const bell = (random.uniform() + random.uniform() + random.uniform()) / 3 - 0.5
  const at = random.chance(0.25) ? random.uniform() : peak + bell * 0.7
  return at < 0 || at >= 1 ? random.uniform() : at
}

/**
 * How many anonymous receipts to expect, so that the share of known ones is what is planted. The
 * known ones are counted on a pilot: the first guests of the same world.
 */
function expectedVolume(world: World): (since: number, place: number) => number {
  const pilot = Math.min(world.customers, pilotMax)
  const known = countPilot({ ...world, customers: pilot })
  const scale = world.customers / pilot
  const { coverage } = plantedTruths
  const perKnown = stores.map(({ code }) => {
    const share = coverage.stores[code as keyof typeof coverage.stores]
    return (1 - share) / share
  })
  return (since, place) =>
    scale *
    known.shareOfPlace[place]! *
    perKnown[place]! *
    known.perBusyness(since) *
    world.times.days[since]!.busyness
}

function countPilot(pilot: World) {
  const { days, firstDay } = pilot.times
  const walker = new Walker(pilot)
  const byPlace = stores.map(() => 0)
  const byMonth: number[] = []
  const busyByMonth: number[] = []
  const firstMonth = monthOf(firstDay)
  const monthIndex = days.map((_, since) => monthOf(firstDay + since) - firstMonth)
  for (const [since, day] of days.entries()) add(busyByMonth, monthIndex[since]!, day.busyness)
  for (let index = 0; index < pilot.customers; index++) {
    walker.walk(index, ({ place, day }) => {
      if (place >= stores.length) return
      byPlace[place]!++
      add(byMonth, monthIndex[day - firstDay]!, 1)
    })
  }
  const total = byPlace.reduce((sum, count) => sum + count, 0)
  return {
    // A store that is closed on Sundays takes its share on the other days.
    shareOfPlace: byPlace.map(
      (count, place) => count / Math.max(1, total) / openShare(pilot, place),
    ),
    perBusyness: (since: number) => aroundMonth(byMonth, busyByMonth, monthIndex[since]!),
  }
}

function openShare({ times }: World, place: number): number {
  const open = times.days.filter((day) => isOpen(place, day))
  return open.reduce((sum, day) => sum + day.busyness, 0) / times.length
}

function add(list: number[], index: number, amount: number): void {
  list[index] = (list[index] ?? 0) + amount
}

/** Receipts per unit of busy time over a month and its neighbors. */
function aroundMonth(counts: readonly number[], busy: readonly number[], month: number): number {
  let count = 0
  let length = 0
  for (let near = Math.max(0, month - 1); near <= month + 1; near++) {
    count += counts[near] ?? 0
    length += busy[near] ?? 0
  }
  return length === 0 ? 0 : count / length
}
