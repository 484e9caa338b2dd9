import type { GiftArticle, GiftLadder } from '#contract/language/gift-ladder.ts'
import type { ProgramFact } from './program-fact.ts'

/** A step of a ladder: the round, from 0 on, and the count within it. */
export type LadderStep = { round: number; count: number }

/** A gift that was handed over: an act, which stands whatever is given back later. */
export type HandedGift = LadderStep & { article: string }

export type LadderPosition = {
  round: number
  /** Purchases counted within the round. */
  count: number
  /** Steps reached whose gift was not handed over, the earliest first. */
  due: readonly (LadderStep & { articles: readonly string[] })[]
  next: LadderStep & { missing: number }
}

type Step = LadderStep & { total: number; articles: readonly string[] }

/**
 * Where a customer stands after so many qualifying purchases, net of what was given back. A step
 * that was lost by a return and reached again brings no second gift; a gift handed at a step that
 * the ladder no longer has, or that two had before they were merged, stands for the earliest that is
 * due.
 */
export function positionOn(
  ladder: GiftLadder,
  purchases: number,
  handed: readonly HandedGift[],
): LadderPosition {
  const reached: Step[] = []
  let next: Step | undefined
  for (const step of stepsOf(ladder)) {
    if (step.total > purchases) {
      next = step
      break
    }
    reached.push(step)
  }
  if (!next) throw new Error('a ladder without steps')
  const open = reached.filter((step) => !handed.some((gift) => isSameStep(gift, step)))
  const known = handed
    .filter((gift) => hasStep(ladder, gift))
    .map(({ round, count }) => `${round} ${count}`)
  const strangers = handed.length - new Set(known).size
  return {
    round: next.round,
    count: purchases - (next.total - next.count),
    due: open.slice(strangers).map(({ round, count, articles }) => ({ round, count, articles })),
    next: { round: next.round, count: next.count, missing: next.total - purchases },
  }
}

/** All steps there will ever be: after the last round the first one begins anew. */
function* stepsOf({ rounds }: GiftLadder): Generator<Step> {
  let before = 0
  for (let round = 0; ; round++) {
    const { steps } = rounds[round % rounds.length]!
    for (const { count, articles } of steps) yield { round, count, articles, total: before + count }
    before += steps.at(-1)!.count
  }
}

const isSameStep = (a: LadderStep, b: LadderStep) => a.round === b.round && a.count === b.count

const hasStep = ({ rounds }: GiftLadder, { round, count }: LadderStep) =>
  rounds[round % rounds.length]!.steps.some((step) => step.count === count)

/** What a customer buys: pieces by article and by category. */
export type Taste = { skus: ReadonlyMap<string, number>; categories: ReadonlyMap<string, number> }

export function tasteOf(facts: readonly ProgramFact[]): Taste {
  const skus = new Map<string, number>()
  const categories = new Map<string, number>()
  for (const fact of facts) {
    if (fact.type !== 'purchase') continue
    for (const { sku, category, quantity = 1 } of fact.lines) {
      if (sku !== undefined) skus.set(sku, (skus.get(sku) ?? 0) + quantity)
      if (category !== undefined)
        categories.set(category, (categories.get(category) ?? 0) + quantity)
    }
  }
  return { skus, categories }
}

/**
 * The articles a customer can choose from, the nearest to what they buy first. What they have
 * already got is offered only once nothing else is in stock, then what they got least often.
 */
export function suggestGifts(
  articles: readonly GiftArticle[],
  taste: Taste,
  received: readonly string[],
): GiftArticle[] {
  const inStock = articles.filter(({ stock }) => stock === null || stock > 0)
  const times = ({ key }: GiftArticle) => received.filter((one) => one === key).length
  const fewest = Math.min(...inStock.map(times))
  return inStock
    .filter((article) => times(article) === fewest)
    .sort(
      (a, b) =>
        nearness(b, taste) - nearness(a, taste) || a.cost - b.cost || (a.key < b.key ? -1 : 1),
    )
}

/** The article itself says more than its category. */
function nearness({ sku, category }: GiftArticle, { skus, categories }: Taste): number {
  return shareOf(sku, skus) * 2 + shareOf(category, categories)
}

function shareOf(code: string | undefined, pieces: ReadonlyMap<string, number>): number {
  const all = [...pieces.values()].reduce((sum, count) => sum + count, 0)
  return code === undefined || all <= 0 ? 0 : (pieces.get(code) ?? 0) / all
}
