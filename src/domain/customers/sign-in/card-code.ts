import { sql } from 'kysely'
import { cardCodeDays } from '#contract/endpoints/portal-sign-in.ts'
import type { Tx } from '#database/transaction.ts'
import { hashOf } from '#domain/business/api-keys.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import { unambiguous } from '#kernel/unambiguous.ts'

/** 8 of 30 letters are 39 bits: enough where guesses have to wait. */
const letters = 8

type Made = { code: string; expiresAt: Date; replaced: boolean }

/** A slip of paper, a phone, another phone; with one more the oldest ends. */
const openCodesMax = 5

/**
 * Makes a code by which a card without an address lets its holder in, once. Those made before stay.
 * Where there is an address, codes go there: staff let nobody into the portal of somebody else.
 * @param memberIds the customer and all who were merged into them
 */
export async function makeCardCode(
  tx: Tx,
  customerId: string,
  memberIds: readonly string[],
): Promise<Made> {
  if (await hasAddress(tx, memberIds)) {
    throw conflict('card_code_needless', 'This guest has an address; codes are sent there.')
  }
  const code = unambiguous(letters)
  const now = new Date()
  const expiresAt = new Date(now.getTime() + cardCodeDays * dayMillis)
  const { rows } = await sql<{ replaced: boolean }>`
    with made as (
      insert into card_codes (customer_id, code_hash, made_at, expires_at)
      values (${customerId}, ${hashOf(code)}, ${now}, ${expiresAt})
    ), ended as (
      delete from card_codes
      where customer_id = ${customerId} and code_hash in (
        select code_hash from card_codes where customer_id = ${customerId}
        order by made_at desc, code_hash offset ${openCodesMax - 1}
      )
      returning expires_at
    )
    select exists (select from ended where expires_at > ${now}) as replaced`.execute(tx)
  const { replaced } = rows[0]!
  return { code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt, replaced }
}

/** @throws Refusal where it is another, or has been used */
export async function spendCardCode(
  tx: Tx,
  memberIds: readonly string[],
  typed: string,
): Promise<void> {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const { numAffectedRows } = await sql`
    delete from card_codes
    where customer_id = any(${memberIds}::uuid[]) and code_hash = ${hashOf(code)}
      and expires_at > ${new Date()}`.execute(tx)
  if (!numAffectedRows || (await hasAddress(tx, memberIds))) throw cardCodeWrong()
}

export const cardCodeWrong = () =>
  new Refusal('unauthenticated', 'card_code_wrong', 'Card and code do not belong together.')

async function hasAddress(tx: Tx, memberIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from identities
    where customer_id = any(${memberIds}::uuid[]) and kind = 'email' limit 1`.execute(tx)
  return rows.length > 0
}
