import { splitCardNumber as endpoint } from '#contract/endpoints/card-numbers.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { moveCard } from '#domain/customers/cards/move-card.ts'
import { stoppedAs } from '#domain/customers/cards/refuse-stopped.ts'
import { makeCustomer } from '#domain/customers/create-customer.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { transfer } from '#domain/ledger/transfer.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { lockCustomers } from '../hold-customers.ts'
import { cardOf } from './card-of.ts'
import { type AskedCard, tell } from './change-card.ts'
import { lockPerson } from './lock-person.ts'

type Part = { currency: string; points: number }
type Splitting = AskedCard & { name: string | undefined; points: readonly Part[] }

/**
 * Makes a card a customer of its own. What happened stays with whom it happened; points go along as
 * they are, as far as it is wished.
 * @returns the new customer's id
 */
export async function splitCard(
  context: Context,
  { customerId: asked, cardNumber, name, points, by }: Splitting,
): Promise<string> {
  return await transaction(context.database, async (tx) => {
    await lockCustomers(tx, [await seeRoot(tx, asked, by.stores)])
    const { customerId, memberIds } = await lockPerson(tx, asked, by.stores)
    const card = await cardOf(tx, memberIds, cardNumber)
    if (card.state !== 'in_use' && card.state !== 'new') throw stoppedAs(card.state)
    const person = name === undefined ? {} : { name }
    const nameless = { ...person, identities: [], attributes: {}, tags: [] }
    const toId = await makeCustomer(tx, context, nameless)
    await moveCard(tx, card.cardNumber, { fromIds: memberIds, toId })
    await refreshSearch(tx, [customerId, toId])
    for (const part of points) await giveAlong(tx, { customerId, toId, ...part }, by, context)
    await tell(tx, { subject: 'card_split', by, customerId }, endpoint)
    return toId
  })
}

type Moving = Part & { customerId: string; toId: string }

const giveAlong = (
  tx: Tx,
  { customerId, toId, currency, points }: Moving,
  by: Caller,
  { clock }: Context,
) =>
  transfer(
    tx,
    {
      ...{ customerId, toCustomerId: toId, currency, points, store: 0 },
      ...{ identity: JSON.stringify(['card split', toId]), doneBy: callerKey(by) },
      reason: { key: 'points.card_split' },
    },
    clock.now(),
  )
