import { z } from 'zod'
import { minorOf, read, shopCurrency, shopId, shopMoney, shopText, shopTime } from './payload.ts'
import { returnOf, type ShopReturn, versionOf } from './shop-order.ts'
import { type Delivered, ignored, type Translation } from './translation.ts'

const inShopMoney = z.object({ shop_money: z.object({ currency_code: shopCurrency }) })

const lineRefund = z.object({
  subtotal: shopMoney.nullish(),
  total_tax: shopMoney.nullish(),
  subtotal_set: inShopMoney.nullish(),
})

const adjustment = z.object({ kind: shopText, amount: shopMoney, tax_amount: shopMoney.nullish() })

const transaction = z.object({
  kind: shopText,
  status: shopText,
  amount: shopMoney,
  currency: shopCurrency.nullish(),
})

/** The same in an order and in a webhook of its own. */
export const shopifyRefund = z.object({
  id: shopId,
  created_at: shopTime,
  processed_at: shopTime.nullish(),
  refund_line_items: z.array(lineRefund).nullish(),
  order_adjustments: z.array(adjustment).nullish(),
  transactions: z.array(transaction).nullish(),
})
type Refund = z.output<typeof shopifyRefund>

export function readShopifyRefund({ content, source }: Delivered): Translation {
  return read(shopifyRefund.extend({ order_id: shopId }), content, (refund) => {
    const one = returnOfRefund(refund)
    if (!one) return ignored(refund.order_id, 'refund_without_goods')
    const events = [returnOf(one, refund.order_id, source)]
    return { kind: 'events', reference: refund.order_id, events, name: undefined }
  })
}

/**
 * What was given back for goods: the refunded lines, corrected by what was given more or less than
 * they are worth. Shipping and whatever has no lines and moved no money are left out.
 * Everything comes from the refund itself, so that both ways of telling it say the same.
 */
export function returnOfRefund(refund: Refund): ShopReturn | null {
  const given = (refund.transactions ?? []).filter(
    ({ kind, status }) => kind === 'refund' && status === 'success',
  )
  const currency = currencyOf(refund) ?? given[0]?.currency ?? undefined
  const inSame = given.filter((one) => (one.currency ?? currency) === currency)
  const amount = goodsOf(
    refund,
    sumOf(inSame, ({ amount: paid }) => paid),
  )
  if (amount < 0.005) return null
  const at = refund.processed_at ?? refund.created_at
  const content = {
    id: refund.id,
    at,
    amount: minorOf(amount, currency ?? 'EUR'),
    lines: [],
    currency,
  }
  // A payment that is under way at first and through later is told under the same time.
  return { ...content, version: versionOf(new Date(at.getTime() + given.length), content) }
}

const currencyOf = ({ refund_line_items }: Refund): string | undefined =>
  refund_line_items?.find(({ subtotal_set }) => subtotal_set)?.subtotal_set?.shop_money
    .currency_code

/** Whether the lines hold their tax is not said: that reading holds which meets the money paid. */
function goodsOf(refund: Refund, paid: number): number {
  const lines = refund.refund_line_items ?? []
  const adjustments = refund.order_adjustments ?? []
  const goods = (withTax: boolean) =>
    sumOf(lines, (one) => (one.subtotal ?? 0) + (withTax ? (one.total_tax ?? 0) : 0)) -
    adjusted(adjustments, 'refund_discrepancy', withTax)
  const shipping = (withTax: boolean) => -adjusted(adjustments, 'shipping_refund', withTax)
  const distance = (withTax: boolean) => Math.abs(goods(withTax) + shipping(withTax) - paid)
  return goods(paid > 0 && distance(true) < distance(false))
}

const adjusted = (all: z.output<typeof adjustment>[], kind: string, withTax: boolean): number =>
  sumOf(
    all.filter((one) => one.kind === kind),
    (one) => one.amount + (withTax ? (one.tax_amount ?? 0) : 0),
  )

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)
