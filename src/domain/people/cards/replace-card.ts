import { type Card, replaceCardNumber as endpoint } from '#contract/endpoints/card-numbers.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { noteStopped } from '#domain/customers/cards/card-rows.ts'
import { giveCard } from '#domain/customers/cards/give-card.ts'
import { holderOf } from '#domain/customers/cards/move-card.ts'
import { identityOf } from '#domain/customers/identity.ts'
import { conflict } from '#kernel/errors.ts'
import { cardOf } from './card-of.ts'
import { type AskedCard, tell, type Why } from './change-card.ts'
import { issueOf } from './give-card.ts'
import { lockPerson } from './lock-person.ts'

type Replacing = AskedCard & Why & { newCardNumber: string | undefined; store: string | undefined }

/**
 * Blocks a card and gives another on the same balance, to whom the old one was given: it follows them
 * when a merge is undone.
 */
export async function replaceCard(
  context: Context,
  { customerId: asked, cardNumber, newCardNumber, store, reason, by }: Replacing,
): Promise<Card> {
  const at = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const seen = await lockPerson(tx, asked, by.stores)
    const old = await cardOf(tx, seen.memberIds, cardNumber)
    if (old.replacedBy !== null) {
      refuseOtherwise(old.replacedBy, newCardNumber)
      return await cardOf(tx, seen.memberIds, old.replacedBy)
    }
    const issue = await issueOf(tx, { label: old.label, store, at }, by)
    const holderId = await holderOf(tx, old.cardNumber)
    const giving = { ...seen, holderId, cardNumber: newCardNumber, issue }
    const replacedBy = await giveCard(tx, context, giving)
    refuseItself(old.cardNumber, replacedBy)
    const stoppedAt = old.stoppedAt ?? at
    await noteStopped(tx, old.cardNumber, { at: stoppedAt, as: 'replaced', replacedBy })
    const told = { subject: 'card_replaced' as const, by, customerId: seen.customerId }
    await tell(tx, { ...told, ...(reason && { kind: reason }) }, endpoint)
    return await cardOf(tx, seen.memberIds, replacedBy)
  })
}

function refuseOtherwise(replacedBy: string, asked: string | undefined): void {
  if (asked === undefined || identityOf('card_number', asked)?.value === replacedBy) return
  throw conflict('card_replaced_otherwise', 'This card was replaced by another one before.')
}

function refuseItself(old: string, replacedBy: string): void {
  if (old !== replacedBy) return
  throw conflict('card_replaced_otherwise', 'A card cannot be replaced by itself.')
}
