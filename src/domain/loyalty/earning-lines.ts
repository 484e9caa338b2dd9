import type { Exclusion } from '#contract/language/earning-rule.ts'
import type { PurchaseLine } from '#contract/language/event.ts'
import type { ProgramTerms } from '#contract/language/program-terms.ts'
import type { Facts } from '#kernel/conditions.ts'
import {
  dividedBy,
  type Fraction,
  parseDecimal,
  proportionOf,
  times,
  wholeNumber,
} from '#kernel/decimal.ts'
import { lineFacts } from './fact-values.ts'
import type { ProgramFact } from './program-fact.ts'

/** What of a purchase can earn: a line, or what no line explains. */
export type EarningLine = {
  /** Its place on the receipt; null where no line explains the amount. */
  index: number | null
  line: PurchaseLine | null
  /** The line as conditions see it. */
  facts: Facts | null
  /** As paid, in minor units, once all that lowers it is taken off; the sum is the purchase. */
  amount: number
  /** What was taken off this very article. */
  discount: number
  /** In thousandths. */
  quantityMilli: number
  holdsTax: boolean
}

/**
 * A purchase by line. The total decides: a negative line lowers lines of its own article first,
 * what is left of it lowers all in proportion, exact to the unit.
 */
export function earningLines(fact: ProgramFact, defaultTaxRate: number): EarningLine[] {
  const total = fact.amount ?? 0
  const lines = linesOf(fact, total, defaultTaxRate)
  for (const line of lines) if (line.amount < 0) takeOffSameArticle(line, lines)
  const earning = lines.filter(({ line, amount }) => (line?.amount ?? 0) >= 0 && amount >= 0)
  const sum = earning.reduce((all, { amount }) => all + amount, 0)
  if (total > sum) return [...earning, unexplained(total - sum)]
  return sum === total ? earning : shrunk(earning, total, sum)
}

function linesOf(fact: ProgramFact, total: number, defaultTaxRate: number): EarningLine[] {
  const sum = fact.lines.reduce((all, { amount }) => all + amount, 0)
  return fact.lines.map((line, index) => {
    // A total above lines without tax holds the tax, so the lines are brought to the same footing.
    const addsTax = line.taxIncluded === false && total > sum
    return {
      index,
      line,
      facts: lineFacts(line),
      amount: addsTax ? withTax(line, defaultTaxRate) : line.amount,
      discount: line.discount ?? 0,
      quantityMilli: Math.round((line.quantity ?? 1) * 1000),
      holdsTax: line.taxIncluded !== false || addsTax,
    }
  })
}

function withTax(line: PurchaseLine, defaultTaxRate: number): number {
  const { over, under } = taxFactor(line, defaultTaxRate)
  const size = proportionOf(Math.abs(line.amount), Number(over), Number(under))
  return line.amount < 0 ? -size : size
}

const unexplained = (amount: number): EarningLine => ({
  index: null,
  line: null,
  facts: null,
  amount,
  discount: 0,
  quantityMilli: 1000,
  holdsTax: true,
})

function takeOffSameArticle(negative: EarningLine, lines: readonly EarningLine[]): void {
  const sku = negative.line?.sku
  if (sku === undefined) return
  for (const line of lines) {
    if (line.amount <= 0 || line.line?.sku !== sku) continue
    const taken = Math.min(line.amount, -negative.amount)
    const returned = Math.min(line.quantityMilli, Math.max(0, -negative.quantityMilli))
    line.amount -= taken
    negative.amount += taken
    // Fewer pieces, or the same pieces for less.
    if (returned > 0) {
      line.quantityMilli -= returned
      negative.quantityMilli += returned
    } else line.discount += taken
    if (negative.amount === 0) return
  }
}

function shrunk(lines: readonly EarningLine[], total: number, sum: number): EarningLine[] {
  let before = 0
  return lines.map((line) => {
    const from = proportionOf(total, before, sum)
    before += line.amount
    return { ...line, amount: proportionOf(total, before, sum) - from }
  })
}

/** Whether a line may earn at all under a rule that includes these. */
export function mayEarn(
  { line }: EarningLine,
  includes: readonly Exclusion[],
  terms: ProgramTerms,
): boolean {
  if (!line) return true
  return (
    (includes.includes('deposits') || !isOneOf(line, terms.deposits)) &&
    (includes.includes('gift_cards') || !isOneOf(line, terms.giftCards))
  )
}

const isOneOf = (line: PurchaseLine, { categories, skus }: ProgramTerms['deposits']) =>
  (line.category !== undefined && categories.includes(line.category)) ||
  (line.sku !== undefined && skus.includes(line.sku))

/** The money of a line that earns, exact: with or without tax, with or without free articles. */
export function earningAmount(
  one: EarningLine,
  includes: readonly Exclusion[],
  defaultTaxRate: number,
): Fraction {
  const free = includes.includes('free_articles') ? one.discount : 0
  const amount = wholeNumber(one.amount + free)
  const wantsTax = includes.includes('tax')
  if (wantsTax === one.holdsTax) return amount
  const factor = taxFactor(one.line, defaultTaxRate)
  return wantsTax ? times(amount, factor) : dividedBy(amount, factor)
}

/** Pieces of a line that earn, in thousandths: of 3 for the price of 2, two. */
export function earningQuantityMilli(one: EarningLine, includes: readonly Exclusion[]): number {
  if (includes.includes('free_articles')) return one.quantityMilli
  const before = one.amount + one.discount
  if (one.amount <= 0 || before <= 0 || one.quantityMilli <= 0) return 0
  const free = Math.floor((one.discount * one.quantityMilli) / 1000 / before) * 1000
  return one.quantityMilli - free
}

/** One and the tax rate: 1.19. Rates are given as numbers, of which six places are meant. */
function taxFactor(line: PurchaseLine | null, defaultTaxRate: number): Fraction {
  return parseDecimal((1 + (line?.taxRate ?? defaultTaxRate)).toFixed(6))
}
