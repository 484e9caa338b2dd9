import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type CardNumberForm, formOfCardNumber } from '#kernel/card-number.ts'
import { conflict, malformed, type Refusal } from '#kernel/errors.ts'
import type { Identity } from '../identity.ts'
import { lockCard } from './card-rows.ts'
import { stoppedAs } from './refuse-stopped.ts'

/**
 * Whether these may be given to somebody, as far as they are cards. As soon as numbers are made here,
 * ten digits are of our own form, and one that was never made is nobody's to give out. Whether somebody
 * has it already is for the directory to say.
 * @throws Refusal naming the first that may not
 */
export async function judgeNumbers(
  tx: Tx,
  identities: readonly Identity[],
  pointer: string,
): Promise<void> {
  for (const [index, { kind, value }] of identities.entries()) {
    if (kind !== 'card_number') continue
    const refusal = await whyNot(tx, value, `${pointer}/${index}/value`)
    if (refusal) throw refusal
  }
}

/** The same of one number, as `pointer` names it. */
export async function judgeNumber(tx: Tx, number: string, pointer: string): Promise<void> {
  const refusal = await whyNot(tx, number, pointer)
  if (refusal) throw refusal
}

async function whyNot(tx: Tx, number: string, pointer: string): Promise<Refusal | null> {
  const card = await lockCard(tx, number)
  if (card?.stoppedAs) return stoppedAs(card.stoppedAs)
  return card ? null : await whyUnknown(tx, number, pointer)
}

/** Why nothing is known of a number of our own form; null: it is another system's, or somebody has it. */
export async function whyUnknown(tx: Tx, number: string, pointer = ''): Promise<Refusal | null> {
  const form = formOfCardNumber(number)
  if (form === 'foreign' || (await isForeign(tx, number))) return null
  return refusals[form](pointer)
}

const refusals: Record<Exclude<CardNumberForm, 'foreign'>, (pointer: string) => Refusal> = {
  mistyped: (pointer) =>
    malformed('card_number_mistyped', 'A digit of this card number is wrong.', pointer),
  own: () => conflict('card_not_issued', 'There is no card of this number.'),
}

/** Ten digits of an older system: numbers are not made here yet, or somebody has this one. */
async function isForeign(tx: Tx, number: string): Promise<boolean> {
  const { rows } = await sql<{ foreign: boolean }>`
    select not exists (select from cards where made_at is not null)
      or exists (select from cards where number = ${number})
      or exists (select from identities where kind = 'card_number' and value = ${number})
      as foreign`.execute(tx)
  return rows[0]!.foreign
}
