import { dateText } from '#kernel/calendar.ts'
import { fillBasket } from './basket.ts'
import { closesAt, homeShares, isOpen, opensAt, webShop } from './places.ts'
import { Random } from './random.ts'
import { type Schedule, scheduleOf } from './schedule.ts'
import { isTold } from './silent-till.ts'
import { drawTemperament, type Temperament } from './temperament.ts'
import { emptyVisit, type Visit } from './visit.ts'
import type { World } from './world.ts'

const streamOfLife = 1

/** Walks guests through their purchases, one after the other, with the same few objects. */
export class Walker {
  readonly world: World
  readonly #random = new Random()
  readonly #visit = emptyVisit()

  constructor(world: World) {
    this.world = world
  }

  /**
   * Every purchase of one guest that a till told of. The visit handed over is filled anew each time: copy what is
   * kept. The result depends on the options and the index alone.
   */
  walk(index: number, onVisit: (visit: Visit) => void): Temperament {
    const random = this.#random.restart(this.world.seed, index, streamOfLife)
    this.#visit.number = 0
    const schedule = scheduleOf(this.world, index, random)
    if (schedule) {
      this.#walkByTheWeek(schedule, onVisit)
      return schedule.temperament
    }
    const temperament = drawTemperament(this.world, random)
    this.#walkByChance(temperament, onVisit)
    return temperament
  }

  /** BG/NBD in busy time: a Poisson process, and a chance of leaving after every repeat visit. */
  #walkByChance(temperament: Temperament, onVisit: (visit: Visit) => void): void {
    const { times } = this.world
    const random = this.#random
    const arrival = times.dayAt(temperament.arrivesAt)
    let at = temperament.arrivesAt
    while (at < times.length) {
      const since = this.#byHabit(times.dayAt(at), arrival, temperament)
      this.#buy(since, this.#choosePlace(since, temperament), temperament)
      if (isTold(this.world, this.#visit)) onVisit(this.#visit)
      if (this.#visit.number > 0 && random.uniform() < temperament.dropout) return
      this.#visit.number++
      at += random.exponential() / temperament.visitsPerDay
    }
  }

  #walkByTheWeek(schedule: Schedule, onVisit: (visit: Visit) => void): void {
    const { firstDay, endDay, days } = this.world.times
    for (let day = schedule.fromDay; day < endDay; day++) {
      const since = day - firstDay
      const slot = schedule.slots.find(
        ({ weekday, untilDay }) => weekday === days[since]!.weekday && day < untilDay,
      )
      if (!slot || !this.#random.chance(schedule.presence)) continue
      if (schedule.summerBreak && isSummerBreak(day)) continue
      const { temperament } = schedule
      if (!isOpen(temperament.home, days[since]!)) continue
      this.#buy(since, temperament.home, { ...temperament, usualMinute: slot.minute })
      if (isTold(this.world, this.#visit)) onVisit(this.#visit)
      this.#visit.number++
    }
  }

  /** Moves a visit to a weekday the guest likes, within its week, if doors are open then. */
  #byHabit(since: number, arrival: number, temperament: Temperament): number {
    const drawn = this.#random.uniform()
    if (drawn >= temperament.habit) return since
    const { days } = this.world.times
    const liked = temperament.habitDays[drawn * 2 < temperament.habit ? 0 : 1]
    const moved = since + liked - days[since]!.weekday
    if (moved < arrival || moved >= days.length || days[moved]!.allClosed) return since
    return moved
  }

  #choosePlace(since: number, temperament: Temperament): number {
    const random = this.#random
    const drawn = random.uniform()
    if (drawn < temperament.webShare) return webShop
    const place = random.uniform() < 0.88 ? temperament.home : random.weighted(homeShares)
    const day = this.world.times.days[since]!
    if (isOpen(place, day)) return place
    return day.allClosed ? webShop : 0
  }

  #buy(since: number, place: number, temperament: Temperament): void {
    const { days, firstDay } = this.world.times
    const day = days[since]!
    const visit = this.#visit
    visit.day = firstDay + since
    visit.place = place
    visit.priceYear = day.priceYear
    visit.minute =
      place === webShop
        ? 420 + this.#random.below(960)
        : this.#minuteInStore(place, since, temperament)
    fillBasket(visit, temperament, this.#random)
  }

  #minuteInStore(place: number, since: number, temperament: Temperament): number {
    const day = this.world.times.days[since]!
    const lieIn = day.weekday > 5 ? 75 : 0
    // The sum of three uniforms is near enough to a bell here, and cheap.
    const random = this.#random
    const bell = 2 * (random.uniform() + random.uniform() + random.uniform()) - 3
    const wished = Math.round(temperament.usualMinute + lieIn + bell * temperament.minuteSpread)
    const opens = opensAt(place, day)
    if (wished <= opens) return opens + 1 + random.below(20)
    return Math.min(wished, closesAt(place, day) - 2)
  }
}

/** The two weeks around 10 August. */
function isSummerBreak(day: number): boolean {
  const monthDay = dateText(day).slice(5)
  return monthDay >= '08-04' && monthDay <= '08-17'
}
