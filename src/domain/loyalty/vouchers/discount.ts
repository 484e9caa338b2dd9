import type { VoucherCart } from '#contract/endpoints/voucher-codes.ts'
import type { VoucherContent, VoucherReason } from '#contract/language/voucher.ts'
import { roundHalfUp } from '#kernel/money.ts'

type Line = NonNullable<VoucherCart['lines']>[number]
type Benefit = VoucherContent['benefit']

/** What a voucher takes off a cart, in minor units, or why nothing. */
export type Worth = { discount: number } | { reason: VoucherReason }

/** @param remaining what is left on a code that is used in parts, else null */
export function worthOf(
  content: VoucherContent,
  cart: VoucherCart,
  remaining: number | null,
): Worth {
  const amount = applicableAmount(content, cart)
  if (amount === null) return { reason: 'voucher_nothing_applies' }
  const { benefit } = content
  switch (benefit.kind) {
    case 'percent':
      return discountOf(capped(percentOf(amount, benefit.percent), benefit.discountMax))
    case 'amount':
      return discountOf(Math.min(remaining ?? benefit.amount, amount))
    case 'free_article':
      return freeArticle(benefit, cart.lines)
    case 'free_shipping':
      return { discount: cart.shipping }
    case 'at_partner':
      return { reason: 'voucher_of_partner' }
  }
}

const discountOf = (discount: number): Worth =>
  discount > 0 ? { discount } : { reason: 'voucher_nothing_applies' }

/** Of the cart what the voucher is for; null where it holds nothing of that. */
function applicableAmount(
  { categories, skus }: Pick<VoucherContent, 'categories' | 'skus'>,
  cart: VoucherCart,
): number | null {
  if (categories.length === 0 && skus.length === 0) return cart.amount
  const lines = (cart.lines ?? []).filter(
    ({ category, sku }) =>
      (category !== undefined && categories.includes(category)) ||
      (sku !== undefined && skus.includes(sku)),
  )
  if (lines.length === 0) return null
  const sum = lines.reduce((total, { amount }) => total + amount, 0)
  // Discounts on other lines may leave less to pay than these lines cost.
  return Math.max(0, Math.min(sum, cart.amount))
}

/** Exact at every size of amount: percents have two decimals. */
function percentOf(amount: number, percent: number): number {
  const hundredths = BigInt(Math.round(percent * 100))
  return Number((BigInt(amount) * hundredths + 5_000n) / 10_000n)
}

const capped = (discount: number, most: number | null) =>
  most === null ? discount : Math.min(discount, most)

/** One piece of the article; where the cart has no lines the till adds it. */
function freeArticle(
  { sku, value }: Extract<Benefit, { kind: 'free_article' }>,
  lines: readonly Line[] | undefined,
): Worth {
  if (lines === undefined) return { discount: value ?? 0 }
  const line = lines.find((one) => one.sku === sku)
  if (!line) return { reason: 'voucher_article_missing' }
  const piece = roundHalfUp(line.amount / Math.max(1, line.quantity))
  return { discount: Math.max(0, piece) }
}
