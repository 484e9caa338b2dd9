import type { Reply } from '#contract/endpoint.ts'
import type { makeCardCode as endpoint } from '#contract/endpoints/pos-codes.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { makeCardCode as make } from '#domain/customers/sign-in/card-code.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { conflict } from '#kernel/errors.ts'

type Asked = { customerId: string; origin: string }

/** Gives the holder of a card without an address the way into the portal. */
export async function makeCardCode(
  { database }: Context,
  { customerId, origin }: Asked,
): Promise<Reply<typeof endpoint>> {
  return await transaction(database, async (tx) => {
    // Whoever hands a card over has its holder before them, wherever they have bought so far.
    const seen = await seeCustomer(tx, customerId, null)
    const cards = await readCards(tx, seen.memberIds)
    const cardNumber = cards.find(({ state }) => state === 'in_use')?.cardNumber
    if (cardNumber === undefined) throw conflict('card_missing', 'This guest has no card.')
    const { code, expiresAt, replaced } = await make(tx, seen.customerId, seen.memberIds)
    const held = new URLSearchParams({ card: cardNumber, code })
    return { cardNumber, code, expiresAt, replaced, link: `${origin}/sign-in#${held}` }
  })
}
