import type { CartAnswer, CartQuestion } from '#contract/endpoints/cart.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import type { Asking } from '#domain/loyalty/vouchers/ask.ts'
import { findCustomer } from '#domain/loyalty/vouchers/find-customer.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import { malformed } from '#kernel/errors.ts'
import { asIfBought } from './as-if-bought.ts'
import { pricePoints } from './cart-points.ts'
import { type PricedVoucher, priceVouchers } from './cart-vouchers.ts'
import { giftsDue } from './gifts-due.ts'

export type CartRim = Asking & { planFor: PlanFor }

/** What a cart costs, earns and brings, as if it were bought now. Changes nothing. */
export async function askCart(rim: CartRim, question: CartQuestion): Promise<CartAnswer> {
  rim.guesses.refuseGuesser(rim.caller)
  return await readOnly(rim.context.database, (tx) => priceCart(tx, rim, question))
}

export async function priceCart(tx: Tx, rim: CartRim, question: CartQuestion): Promise<CartAnswer> {
  const now = rim.context.clock.now()
  const store = await storeOf(tx, question.store, rim.caller.stores)
  const asker = await findCustomer(tx, question.customer)
  const member = typeof asker === 'string' ? { customerId: null, ids: [] } : asker
  const { currency, language } = await readTerms(tx, now)
  const money = {
    amount: amountOf(question),
    currency,
    language: question.language ?? language,
  }
  const vouchers = await priceVouchers(tx, rim, question, money, now)
  const taken = sumOf(vouchers)
  const left = money.amount + question.shipping - taken.all
  const { customerId } = member
  const points = question.points
    ? await pricePoints(tx, question.points, { customerId, left, money, now })
    : null
  const byPoints = points?.valid ? points.worth.amount : 0
  const paid = Math.max(0, money.amount - taken.ofGoods - byPoints)
  const plan = await rim.planFor(tx)
  const buying = { customerId, question, store, paid, now }
  const bought = plan && (await asIfBought(tx, plan, buying))
  const after = plan && bought ? { plan, state: bought.state } : null
  const inMoney = (amount: number) => ({ amount, currency })
  return {
    customerId,
    amount: inMoney(money.amount),
    vouchers: vouchers.map(({ ofShipping: _, ...voucher }) => voucher),
    points,
    discount: inMoney(taken.all + byPoints),
    toPay: inMoney(left - byPoints),
    earns: bought?.earns ?? [],
    giftsDue: await giftsDue(tx, { ids: member.ids, after, paid, now }),
  }
}

function amountOf({ amount, lines }: CartQuestion): number {
  const sum = amount ?? lines.reduce((all, line) => all + line.amount, 0)
  if (sum >= 0) return sum
  throw malformed('cart_amount_negative', 'The lines add up to less than nothing.', '/lines')
}

function sumOf(vouchers: readonly PricedVoucher[]) {
  const of = (some: readonly PricedVoucher[]) =>
    some.reduce((sum, { discount }) => sum + discount.amount, 0)
  return { all: of(vouchers), ofGoods: of(vouchers.filter(({ ofShipping }) => !ofShipping)) }
}
