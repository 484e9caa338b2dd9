import type { Input } from '#contract/endpoint.ts'
import type { Card, giveCardNumber as endpoint } from '#contract/endpoints/card-numbers.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import type { Issue } from '#domain/customers/cards/card-rows.ts'
import { giveCard as give } from '#domain/customers/cards/give-card.ts'
import { cardOf } from './card-of.ts'
import { lockPerson } from './lock-person.ts'

type Asked = Input<typeof endpoint>['body']

/** Gives a customer one more card on the same balance. */
export async function giveCard(
  context: Context,
  customerId: string,
  { cardNumber, label, store }: Asked,
  by: Caller,
): Promise<Card> {
  return await transaction(context.database, async (tx) => {
    const seen = await lockPerson(tx, customerId, by.stores)
    const issue = await issueOf(tx, { label: label ?? null, store, at: context.clock.now() }, by)
    const giving = { ...seen, holderId: seen.customerId, cardNumber, issue }
    return await cardOf(tx, seen.memberIds, await give(tx, context, giving))
  })
}

type Issuing = Pick<Issue, 'label' | 'at'> & { store: string | undefined }

/** Who gives a card out, and where. */
export async function issueOf(
  tx: Tx,
  { store: code, ...issuing }: Issuing,
  by: Caller,
): Promise<Issue> {
  const store = code === undefined ? null : await storeOf(tx, code, by.stores)
  return { ...issuing, storeNumber: store?.number ?? null, by: callerKey(by) }
}
