import { articlesOf, categories, categoryOfArticle, priceLists } from './catalog.ts'
import { webShop } from './places.ts'
import type { Random } from './random.ts'
import type { Temperament } from './temperament.ts'
import { plantedTruths } from './truths.ts'
import { linesMax, type Visit } from './visit.ts'

const hotDrinks = articlesOf('Heißgetränke')
const drinks = articlesOf('Heißgetränke', 'Kaltgetränke')
const morning = articlesOf('Frühstück', 'Gebäck')
const noon = articlesOf('Mittagstisch', 'Kaltgetränke')
const afternoon = articlesOf('Kuchen', 'Gebäck', 'Brot')
const lunches = articlesOf('Mittagstisch')
const houseRoast = articlesOf('Hausröstung')
const otherShelf = articlesOf('Länderkaffee', 'Tee', 'Zubehör')
const hotDrink = categories.indexOf('Heißgetränke')
const ownCupDiscount = 20
const { boughtFirst, boughtFirstByOthers } = plantedTruths.bindingCategory

/** Fills a visit with lines, its amount and the category that costs most. */
export function fillBasket(visit: Visit, temperament: Temperament, random: Random): void {
  visit.lineCount = 0
  if (visit.place === webShop) orderOnline(visit, temperament, random)
  else buyInStore(visit, temperament, random)
  addUp(visit, temperament)
}

function buyInStore(visit: Visit, temperament: Temperament, random: Random): void {
  const atNoon = visit.minute >= 690 && visit.minute < 840
  if (atNoon && random.chance(0.55)) put(visit, random.pick(lunches))
  else if (random.chance(0.68)) put(visit, temperament.favoriteDrink)
  else put(visit, random.pick(visit.minute < 690 ? hotDrinks : drinks))
  let left = temperament.appetite * 1.25 * random.exponential()
  while (left > 0.5 && visit.lineCount < linesMax - 1) {
    put(visit, random.chance(0.45) ? temperament.favoriteSnack : somethingElse(visit, random))
    left--
  }
  if (takesBeansHome(visit, temperament, random)) put(visit, random.pick(houseRoast))
}

function somethingElse(visit: Visit, random: Random): number {
  if (random.chance(0.3)) return random.pick(drinks)
  if (visit.minute < 690) return random.pick(morning)
  return random.pick(visit.minute < 840 ? noon : afternoon)
}

function takesBeansHome(visit: Visit, temperament: Temperament, random: Random): boolean {
  if (!temperament.fond) return random.chance(boughtFirstByOthers)
  return random.chance(visit.number === 0 ? boughtFirst : 0.07)
}

function orderOnline(visit: Visit, temperament: Temperament, random: Random): void {
  const wantsHouseRoast = temperament.fond
    ? random.chance(boughtFirst)
    : random.chance(boughtFirstByOthers)
  put(visit, wantsHouseRoast ? random.pick(houseRoast) : random.pick(otherShelf))
  while (random.chance(0.3) && visit.lineCount < linesMax) put(visit, random.pick(otherShelf))
}

/** One line more, or one piece more of the last line. */
function put(visit: Visit, article: number): void {
  const last = visit.lineCount - 1
  if (last >= 0 && visit.articles[last] === article) {
    visit.quantities[last]!++
    return
  }
  visit.articles[visit.lineCount] = article
  visit.quantities[visit.lineCount] = 1
  visit.lineCount++
}

function addUp(visit: Visit, temperament: Temperament): void {
  const prices = priceLists[visit.priceYear]!
  const bringsCup = temperament.ownCup && visit.place !== webShop
  let total = 0
  let dearest = -1
  for (let line = 0; line < visit.lineCount; line++) {
    const article = visit.articles[line]!
    const category = categoryOfArticle[article]!
    const quantity = visit.quantities[line]!
    const discount = bringsCup && category === hotDrink ? ownCupDiscount * quantity : 0
    const amount = prices[article]! * quantity - discount
    visit.discounts[line] = discount
    visit.amounts[line] = amount
    total += amount
    if (amount > dearest) {
      dearest = amount
      visit.category = category
    }
  }
  visit.amount = total
}
