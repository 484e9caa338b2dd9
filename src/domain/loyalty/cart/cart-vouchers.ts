import type { CartAnswer, CartQuestion } from '#contract/endpoints/cart.ts'
import type { VoucherCart } from '#contract/endpoints/voucher-codes.ts'
import type { Tx } from '#database/transaction.ts'
import type { Asking } from '#domain/loyalty/vouchers/ask.ts'
import { comparedCode } from '#domain/loyalty/vouchers/code.ts'
import { judge } from '#domain/loyalty/vouchers/judge.ts'
import { isFound, lookUp } from '#domain/loyalty/vouchers/look-up.ts'
import { reasonInWords } from '#domain/loyalty/vouchers/reason-in-words.ts'
import { articleOf } from '#domain/loyalty/vouchers/redemption.ts'
import type { Language } from '#locales/language.ts'

export type PricedVoucher = CartAnswer['vouchers'][number] & {
  /** Off the shipping, not off the goods. */
  ofShipping: boolean
}

export type CartMoney = { amount: number; currency: string; language: Language }

/**
 * What each code takes off, in the order given; together never more than the goods cost, nor than
 * the shipping does. Where nothing is left for a code, it does not count and stays unused.
 */
export async function priceVouchers(
  tx: Tx,
  asking: Asking,
  question: CartQuestion,
  { amount, currency, language }: CartMoney,
  now: Date,
): Promise<PricedVoucher[]> {
  const priced: PricedVoucher[] = []
  const left = { goods: amount, shipping: question.shipping }
  for (const code of distinctCodes(question)) {
    const worth = await worthOf(tx, asking, { code, question, amount, now })
    const place = worth.ofShipping ? 'shipping' : 'goods'
    const discount = Math.min(worth.discount, left[place])
    left[place] -= discount
    const reasons = [...worth.reasons]
    if (worth.discount > 0 && discount === 0) reasons.push('voucher_nothing_applies')
    priced.push({
      code: worth.shown,
      valid: reasons.length === 0,
      discount: { amount: discount, currency },
      article: worth.article,
      reasons: reasons.map((one) => ({ code: one, message: reasonInWords(one, language) })),
      ofShipping: worth.ofShipping,
    })
  }
  return priced
}

export function distinctCodes({ codes }: Pick<CartQuestion, 'codes'>): string[] {
  return [...new Map(codes.map((code) => [comparedCode(code), code])).values()]
}

type Asked = { code: string; question: CartQuestion; amount: number; now: Date }

async function worthOf(tx: Tx, asking: Asking, { code, question, amount, now }: Asked) {
  const asked = { code, customer: question.customer, cart: voucherCartOf(question, amount, code) }
  const found = await lookUp(tx, asked, { stores: asking.caller.stores, now, lock: false })
  if (!isFound(found)) {
    asking.guesses.noteUnknownCodes(asking.caller, 1)
    const reasons = ['voucher_code_unknown' as const]
    return { shown: code, reasons, discount: 0, article: null, ofShipping: false }
  }
  const { benefit } = found.situation.content
  const { reasons, discount } = judge(found.situation)
  return {
    ...{ shown: found.shown, reasons, discount },
    article: articleOf(benefit),
    ofShipping: benefit.kind === 'free_shipping',
  }
}

/** The cart as a voucher asks about it, the other codes beside it. */
export function voucherCartOf(question: CartQuestion, amount: number, code: string): VoucherCart {
  const { lines, shipping, store, channel } = question
  return {
    amount,
    shipping,
    lines: lines.map((line) => ({
      sku: line.sku,
      category: line.category,
      quantity: line.quantity !== undefined && line.quantity > 0 ? line.quantity : 1,
      amount: line.amount,
    })),
    store,
    channel,
    otherCodes: distinctCodes(question).filter((one) => comparedCode(one) !== comparedCode(code)),
  }
}
