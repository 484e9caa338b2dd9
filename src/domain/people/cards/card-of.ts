import type { Card } from '#contract/endpoints/card-numbers.ts'
import type { Tx } from '#database/transaction.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { identityOf } from '#domain/customers/identity.ts'
import { notFound } from '#kernel/errors.ts'

/** One of a customer's cards, however its number is written. @throws Refusal where it is not theirs */
export async function cardOf(
  tx: Tx,
  memberIds: readonly string[],
  cardNumber: string,
): Promise<Card> {
  const number = identityOf('card_number', cardNumber)?.value
  const card = (await readCards(tx, memberIds)).find((one) => one.cardNumber === number)
  if (!card) throw notFound('card')
  return card
}
