import { blockCardNumber, type Card, unblockCardNumber } from '#contract/endpoints/card-numbers.ts'
import type { StopReason } from '#contract/language/counter-limits.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { type Happened, noteHappened } from '#domain/business/audit/note-happened.ts'
import { noteLabel, noteStopped } from '#domain/customers/cards/card-rows.ts'
import type { Seen } from '#domain/profile/see-customer.ts'
import { cardOf } from './card-of.ts'
import { lockPerson } from './lock-person.ts'

/** Whose card it is, how its number was written, and who asks. */
export type AskedCard = { customerId: string; cardNumber: string; by: Caller }

/** Told beside it, where somebody said so. */
export type Why = { reason?: StopReason | undefined }

export async function labelCard(
  context: Context,
  { label, ...asked }: AskedCard & { label: string | null },
): Promise<Card> {
  return await change(context, asked, (tx, card) => noteLabel(tx, card.cardNumber, label))
}

/** Takes a card out of use. One that is out of use stays as it is. */
export async function blockCard(
  context: Context,
  { as, reason, ...asked }: AskedCard & { as: 'blocked' | 'ended' } & Why,
): Promise<Card> {
  return await change(context, asked, async (tx, card, { customerId }) => {
    if (card.stoppedAt) return
    await noteStopped(tx, card.cardNumber, { at: context.clock.now(), as })
    const told = { subject: 'card_blocked' as const, by: asked.by, customerId }
    await tell(tx, { ...told, ...(reason && { kind: reason }) }, blockCardNumber)
  })
}

/** Undoes a mistake, or a loss: the card names its customer as if it had never been blocked. */
export async function unblockCard(context: Context, asked: AskedCard): Promise<Card> {
  return await change(context, asked, async (tx, card, { customerId }) => {
    if (!card.stoppedAt) return
    await noteStopped(tx, card.cardNumber, null)
    await tell(tx, { subject: 'card_unblocked', by: asked.by, customerId }, unblockCardNumber)
  })
}

async function change(
  { database }: Context,
  { customerId, cardNumber, by }: AskedCard,
  work: (tx: Tx, card: Card, seen: Seen) => Promise<void>,
): Promise<Card> {
  return await transaction(database, async (tx) => {
    const seen = await lockPerson(tx, customerId, by.stores)
    await work(tx, await cardOf(tx, seen.memberIds, cardNumber), seen)
    return await cardOf(tx, seen.memberIds, cardNumber)
  })
}

/** The table of cards has no customer in it, so who did what to whose card is said here. */
export const tell = (
  tx: Tx,
  happened: Omit<Happened, 'operation'>,
  { method, path }: { method: string; path: string },
): Promise<void> => noteHappened(tx, { ...happened, operation: `${method} ${path}` })
