import { type Caller, guestOf } from '#contract/route.ts'
import { transaction } from '#database/transaction.ts'
import { readPortalSettings } from '#domain/business/portal-settings.ts'
import { giveCard } from '#domain/customers/cards/give-card.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { lockPerson } from '#domain/people/cards/lock-person.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import type { PortalRim } from './rim.ts'

/** Gives a guest who never had one a card to show; whose card was stopped asks at the counter. */
export async function makeOwnCard(
  { context }: PortalRim,
  caller: Caller,
): Promise<{ cardNumber: string }> {
  const { customerId } = guestOf(caller)
  return await transaction(context.database, async (tx) => {
    const seen = await lockPerson(tx, customerId, null)
    const cards = await readCards(tx, seen.memberIds)
    if (cards.some(({ state }) => state === 'in_use')) {
      throw conflict('card_exists', 'This guest has a card.')
    }
    const { selfEnrollment } = await readPortalSettings({ kysely: tx })
    if (!selfEnrollment || cards.length > 0) throw notOffered()
    const issue = { label: null, storeNumber: null, by: null, at: context.clock.now() }
    const giving = { ...seen, holderId: seen.customerId, cardNumber: undefined, issue }
    return { cardNumber: await giveCard(tx, context, giving) }
  })
}

const notOffered = () =>
  new Refusal('forbidden', 'card_not_offered', 'Cards are given out in the shop.')
