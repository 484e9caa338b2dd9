import type { Input } from '#contract/endpoint.ts'
import type { enrollGuest as endpoint } from '#contract/endpoints/pos.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { giveCard } from '#domain/customers/cards/give-card.ts'
import { makeCustomer } from '#domain/customers/create-customer.ts'
import { issueOf } from '#domain/people/cards/give-card.ts'

type Asked = Omit<Input<typeof endpoint>['body'], 'language'>

/** Makes somebody known by a card that is given to them; of two tills with one card the first has it. */
export async function enrollGuest(context: Context, asked: Asked, by: Caller): Promise<Enrolled> {
  return await transaction(context.database, (tx) => enrollWithin(tx, context, asked, by))
}

type Enrolled = { customerId: string; cardNumber: string }

/** The same in a caller's transaction. */
export async function enrollWithin(
  tx: Tx,
  context: Pick<Context, 'clock' | 'erasureKey'>,
  { cardNumber, name, store }: Asked,
  by: Caller,
): Promise<Enrolled> {
  const issue = await issueOf(tx, { label: null, store, at: context.clock.now() }, by)
  const person = name === undefined ? {} : { name }
  const nameless = { ...person, identities: [], attributes: {}, tags: [] }
  const customerId = await makeCustomer(tx, context, nameless)
  const giving = { customerId, memberIds: [customerId], holderId: customerId, issue }
  const given = cardNumber?.replace(/[\s-]/g, '')
  return { customerId, cardNumber: await giveCard(tx, context, { ...giving, cardNumber: given }) }
}
