import { articleBySku, articlesOf } from './catalog.ts'
import { homeShares, placeOf, webShop } from './places.ts'
import { cumulative, type Random } from './random.ts'
import { dropout, plantedTruths, visitRate } from './truths.ts'
import type { World } from './world.ts'

const drinks = articlesOf('Heißgetränke')
const snacks = articlesOf('Gebäck', 'Kuchen', 'Frühstück', 'Kaltgetränke')
const favoriteDrinks = cumulative(drinks.map((_, rank) => 1 / (rank + 2)))
const usualMinutes = [450, 510, 600, 735, 780, 915, 990]
const usualMinuteShares = cumulative([0.16, 0.14, 0.16, 0.16, 0.1, 0.16, 0.12])
const leavingStore = placeOf(plantedTruths.leavingStore.store)

/** What a guest is like; drawn once. Times are busy time since the first day. */
export type Temperament = {
  home: number
  /** Fond of the house roast. */
  fond: boolean
  arrivesAt: number
  visitsPerDay: number
  dropout: number
  usualMinute: number
  minuteSpread: number
  /** Articles beyond the first, on average. */
  appetite: number
  favoriteDrink: number
  favoriteSnack: number
  /** Two weekdays, and how often a visit moves to one of them. */
  habitDays: readonly [number, number]
  habit: number
  ownCup: boolean
  /** Share of purchases in the web shop. */
  webShare: number
}

export function drawTemperament(world: World, random: Random): Temperament {
  const home = random.weighted(homeShares)
  const fond = random.chance(plantedTruths.bindingCategory.shareOfGuests)
  const mean =
    dropout.mean *
    (home === leavingStore ? plantedTruths.leavingStore.dropoutFactor : 1) *
    (fond ? plantedTruths.bindingCategory.dropoutFactor : 1)
  return {
    home,
    fond,
    arrivesAt: drawArrival(world, random),
    visitsPerDay: (random.gamma(visitRate.shape) * visitRate.meanPerDay) / visitRate.shape,
    dropout: random.beta(mean * dropout.weight, (1 - mean) * dropout.weight),
    usualMinute: usualMinutes[random.weighted(usualMinuteShares)]!,
    minuteSpread: 12 + 60 * random.uniform(),
    appetite: random.gamma(2) * 0.22,
    favoriteDrink: drinks[random.weighted(favoriteDrinks)]!,
    favoriteSnack: random.pick(snacks),
    habitDays: [1 + random.below(7), 1 + random.below(7)],
    habit: 0.7 * random.uniform(),
    ownCup: random.chance(0.12),
    webShare: random.chance(0.25) ? random.beta(0.6, 3) : 0,
  }
}

/** A neutral guest for receipts without a name. */
export function passerBy(home: number): Temperament {
  return {
    home,
    fond: false,
    arrivesAt: 0,
    visitsPerDay: 0,
    dropout: 1,
    usualMinute: 660,
    minuteSpread: 60,
    appetite: 0.6,
    favoriteDrink: articleBySku('HG02'),
    favoriteSnack: articleBySku('GB02'),
    habitDays: [1, 1],
    habit: 0,
    ownCup: false,
    webShare: home === webShop ? 1 : 0,
  }
}

const atLaunch = 0.36
const launchDays = 70
const growth = 0.3

/** Some sign up when the card is launched, the others evenly, a little more from year to year. */
function drawArrival(world: World, random: Random): number {
  const { length } = world.times
  if (random.chance(atLaunch)) {
    const at = random.exponential() * launchDays
    if (at < length) return at
  }
  // Inverse of the distribution with density proportional to 1 + growth x.
  const drawn = random.uniform() * (1 + growth / 2)
  return (length * (Math.sqrt(1 + 2 * growth * drawn) - 1)) / growth
}
