import type { Reply } from '#contract/endpoint.ts'
import { type listOpenReturns as endpoint, returnDays } from '#contract/endpoints/open-returns.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { readMoneyCurrency } from '#domain/loyalty/worth.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { proposePurchases, readOpenReturns } from './open-return-rows.ts'

/** Returns of customers that name no purchase, each with the one it most likely returns. */
export async function listOpenReturns(
  { database, clock }: Context,
  caller: Caller,
  store: string | undefined,
): Promise<Reply<typeof endpoint>> {
  return await readOnly(database, async (tx) => {
    const named = store === undefined ? null : await storeOf(tx, store, caller.stores)
    const stores = named ? [named.number] : caller.stores
    const since = new Date(clock.now().getTime() - returnDays * dayMillis)
    const open = await readOpenReturns(tx, stores, since)
    const roots = await rootsOf(
      tx,
      open.map(({ customerId }) => customerId),
    )
    const members = await membersOf(tx, [...new Set(roots.values())])
    const names = await nameCustomers(tx, [...members.keys()])
    const proposals = await proposePurchases(
      tx,
      open.flatMap(({ eventId, customerId }) =>
        members.get(roots.get(customerId)!)!.map((memberId) => ({ eventId, memberId })),
      ),
    )
    const currency = await readMoneyCurrency(tx)
    const inMoney = <Row extends { minor: number }>({ minor: amount, ...row }: Row) => ({
      ...row,
      amount: { amount, currency },
    })
    return {
      items: open.map(({ eventId, customerId, ...one }) => {
        const proposal = proposals.get(eventId)
        return {
          ...inMoney(one),
          customer: names.get(roots.get(customerId)!)!,
          proposal: proposal ? inMoney(proposal) : null,
        }
      }),
    }
  })
}
