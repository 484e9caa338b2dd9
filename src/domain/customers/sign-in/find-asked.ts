import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { identityOf } from '../identity.ts'
import { findKnown } from '../known.ts'
import { holderAmong } from '../matching.ts'
import { membersOf } from '../merged.ts'

export type Found = { customerId: string; memberId: string; memberIds: readonly string[] }

/** Whom an address or a card number means, by the id they stand under now; a stopped card nobody. */
export async function findBy(
  tx: Tx,
  kind: 'email' | 'card_number',
  text: string,
): Promise<Found | null> {
  const typed = kind === 'email' ? [text] : [text, text.replace(/[\s-]/g, '')]
  const identities = typed.flatMap((one) => identityOf(kind, one) ?? [])
  const known = await findKnown(tx, [{ kind: 'named', id: undefined, identities }])
  const holder = holderAmong(identities, known)
  return holder ? { ...holder, memberIds: await membersAs(tx, holder.customerId) } : null
}

const membersAs = async (tx: Tx, customerId: string) =>
  (await membersOf(tx, [customerId])).get(customerId)!

/** Nobody writes to somebody who has died, whoever asks for it. */
export async function hasDied(tx: Tx, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from blocked_customers where customer_id = ${customerId} and reason = 'died'`.execute(tx)
  return rows.length > 0
}

export async function languageOf(tx: Tx, customerId: string): Promise<string | null> {
  const { rows } = await sql<{ language: string | null }>`
    select language from persons where customer_id = ${customerId}`.execute(tx)
  return rows[0]?.language ?? null
}

/** Keeps a customer from being erased until the end of `tx`. @returns false: they were already */
export async function holdStanding(tx: Tx, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from customers where customer_id = ${customerId} and erased_at is null
    for no key update`.execute(tx)
  return rows.length > 0
}
