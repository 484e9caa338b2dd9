import type { Input } from '#contract/endpoint.ts'
import type {
  CartAnswer,
  HeldCart,
  holdCart as holdCartEndpoint,
} from '#contract/endpoints/cart.ts'
import { callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { hold } from '#domain/ledger/hold.ts'
import { claimAct } from '#domain/loyalty/act-reference.ts'
import { comparedCode } from '#domain/loyalty/vouchers/code.ts'
import { findRoot } from '#domain/loyalty/vouchers/find-customer.ts'
import { holdVoucherIn } from '#domain/loyalty/vouchers/hold-voucher.ts'
import { type Fault, Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { distinctCodes, voucherCartOf } from './cart-vouchers.ts'
import { type Keeps, readHeldCart, writeCart } from './held-cart.ts'
import { type CartRim, priceCart } from './price-cart.ts'

type Holding = Input<typeof holdCartEndpoint>['body']

/** Keeps the vouchers and points of a cart for its checkout: all or nothing, once per reference. */
export async function holdCart(rim: CartRim, holding: Holding): Promise<HeldCart> {
  rim.guesses.refuseGuesser(rim.caller)
  const { source, externalId, language: _, ...asked } = holding
  return await transaction(rim.context.database, async (tx) => {
    const id = newId()
    const known = await claimAct(tx, 'cart', { source, externalId }, asked, id)
    if (known === null) await keep(tx, rim, holding, id)
    return await readHeldCart(tx, known ?? id)
  })
}

async function keep(tx: Tx, rim: CartRim, holding: Holding, id: string): Promise<void> {
  const now = rim.context.clock.now()
  const store = await storeOf(tx, holding.store, rim.caller.stores)
  const answer = await priceCart(tx, rim, holding)
  refuseUnpayable(answer, holding)
  const storeNumber = store?.number ?? null
  const asker = await findRoot(tx, holding.customer)
  // Whoever named themselves: it stays theirs when a merge is undone.
  const customerId = typeof asker === 'string' ? null : asker.memberId
  const keeps: Keeps = {
    points: await keepPoints(tx, { rim, holding, answer, id, customerId, storeNumber, now }),
    vouchers: await keepVouchers(tx, { rim, holding, answer, id }),
  }
  const expiresAt = new Date(now.getTime() + holding.minutes * 60_000)
  await writeCart(tx, { id, customerId, storeNumber, answer, keeps, expiresAt }, now)
}

function refuseUnpayable({ vouchers, points }: CartAnswer, holding: Holding): void {
  const codes = holding.codes.map(comparedCode)
  const faults: Fault[] = [
    ...vouchers.flatMap(({ code, reasons }) =>
      reasons.map((one) => ({ pointer: `/codes/${codes.indexOf(comparedCode(code))}`, ...one })),
    ),
    ...(points?.reasons ?? []).map((one) => ({ pointer: '/points', ...one })),
  ]
  if (faults.length === 0) return
  throw new Refusal('conflict', 'cart_not_payable', faults[0]!.message, faults)
}

type Keeping = { rim: CartRim; holding: Holding; answer: CartAnswer; id: string }

async function keepPoints(
  tx: Tx,
  {
    rim,
    holding,
    answer,
    id,
    customerId,
    storeNumber,
    now,
  }: Keeping & { customerId: string | null; storeNumber: number | null; now: Date },
): Promise<Keeps['points']> {
  const { points: asked } = answer
  if (asked === null || customerId === null) return null
  const { currency, points } = asked
  const { actId } = await hold(
    tx,
    {
      ...{ customerId, currency, points, minutes: holding.minutes, identity: `cart ${id}` },
      ...{ store: storeNumber ?? 0, doneBy: callerKey(rim.caller), reason: { key: 'held.cart' } },
    },
    now,
  )
  return { currency, points, hold: actId }
}

/** In the order of their codes, so that two carts with the same do not wait for each other. */
async function keepVouchers(
  tx: Tx,
  { rim, holding, answer, id }: Keeping,
): Promise<Keeps['vouchers']> {
  const discounts = new Map(
    answer.vouchers.map(({ code, discount }) => [comparedCode(code), discount.amount]),
  )
  const codes = distinctCodes(holding).toSorted((a, b) =>
    comparedCode(a) < comparedCode(b) ? -1 : 1,
  )
  const kept: { hold: string; discount: number }[] = []
  for (const [index, code] of codes.entries()) {
    const held = await holdVoucherIn(tx, rim, {
      ...{ source: 'stammgast cart', externalId: `${id} ${index}`, code },
      ...{ customer: holding.customer, minutes: holding.minutes, language: holding.language },
      cart: voucherCartOf(holding, answer.amount.amount, code),
    })
    // No more can be captured than is held, should the voucher have changed in this moment.
    const discount = Math.min(discounts.get(comparedCode(code)) ?? 0, held.discount.amount)
    kept.push({ hold: held.id, discount })
  }
  return kept
}
