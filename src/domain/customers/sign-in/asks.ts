import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import {
  signInCodeDigits,
  signInCodeMinutes,
  signInCodeTries,
} from '#contract/endpoints/portal-sign-in.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { hashOf, randomText } from '#domain/business/api-keys.ts'
import { open, seal } from '#domain/business/seal.ts'
import { Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Language } from '#locales/language.ts'

/** What somebody typed who wants a code. */
export type Asked = {
  email?: string | undefined
  cardNumber?: string | undefined
  language?: Language | undefined
  /** Where a link leads; null: the mail holds none. */
  origin: string | null
  /** Where the code went, once it did. */
  sentTo?: string
}
type Kind = 'sign_in' | 'address'

export type Ask = {
  id: string
  kind: Kind
  customerId: string | null
  asked: Asked
  expiresAt: Date
}

/**
 * Keeps what was asked, and nothing more: whether there is such an address or card is looked up later,
 * so that this takes as long for either.
 * @returns the token by which the browser goes on
 */
export async function keepAsk(
  { kysely }: Queryable,
  secret: string,
  { kind, customerId, asked }: Pick<Ask, 'kind' | 'customerId' | 'asked'>,
): Promise<{ step: string; expiresAt: Date }> {
  const step = randomText(40)
  const now = new Date()
  const expiresAt = new Date(now.getTime() + signInCodeMinutes * 60_000)
  const content = sealed(asked, secret)
  await sql`
    insert into guest_asks (ask_id, kind, step_hash, content, customer_id, asked_at, expires_at)
    values (${newId()}, ${kind}, ${hashOf(step)}, ${content}, ${customerId}, ${now},
      ${expiresAt})`.execute(kysely)
  return { step, expiresAt }
}

const sealed = (asked: Asked, secret: string) => seal(JSON.stringify(asked), secret, 'guest ask')

type Row = Omit<Ask, 'asked'> & { content: Buffer; codeHash: Buffer | null; tries: number }

const columns = sql`
  ask_id as id, kind, customer_id as "customerId", content, code_hash as "codeHash", tries,
  expires_at as "expiresAt"`

const askOf = ({ id, kind, customerId, content, expiresAt }: Row, secret: string): Ask => ({
  ...{ id, kind, customerId, expiresAt },
  // Sealed by `keepAsk` from just this.
  asked: JSON.parse(open(content, secret, 'guest ask').toString()) as Asked,
})

/** The next that nobody has looked up yet. */
export async function takeAsk(tx: Tx, secret: string): Promise<Ask | null> {
  const { rows } = await sql<Row>`
    update guest_asks set answered_at = ${new Date()}
    where ask_id = (
      select ask_id from guest_asks
      where answered_at is null and expires_at > ${new Date()}
      order by asked_at limit 1 for update skip locked
    )
    returning ${columns}`.execute(tx)
  return rows[0] ? askOf(rows[0], secret) : null
}

/** Makes the code and the token of the link; only hashes are kept, that of the code under the secret. */
export async function giveCode(
  tx: Tx,
  secret: string,
  ask: Ask,
  sentTo: string,
): Promise<{ code: string; token: string }> {
  const code = String(randomInt(10 ** signInCodeDigits)).padStart(signInCodeDigits, '0')
  const token = randomText(40)
  const content = sealed({ ...ask.asked, sentTo }, secret)
  await sql`
    update guest_asks set content = ${content}, code_hash = ${codeHash(secret, ask.id, code)},
      link_hash = ${hashOf(token)}, customer_id = ${ask.customerId}
    where ask_id = ${ask.id}`.execute(tx)
  return { code, token }
}

/** What a browser that asked has asked for, while it still counts. */
export async function readAsk(
  { kysely }: Queryable,
  secret: string,
  step: string | null,
  kind: Kind,
): Promise<Ask> {
  const { rows } = await sql<Row>`
    select ${columns} from guest_asks
    where step_hash = ${hashOf(step ?? '')} and kind = ${kind} and expires_at > ${new Date()}
      and tries < ${signInCodeTries}`.execute(kysely)
  if (!rows[0]) throw codeOver()
  return askOf(rows[0], secret)
}

/** The same for a guest who is signed in: the last address they asked to add; null: none is open. */
export async function findOwnAsk(
  { kysely }: Queryable,
  secret: string,
  memberIds: readonly string[],
): Promise<Ask | null> {
  const { rows } = await sql<Row>`
    select ${columns} from guest_asks
    where customer_id = any(${memberIds}::uuid[]) and kind = 'address'
      and expires_at > ${new Date()} and tries < ${signInCodeTries}
    order by asked_at desc limit 1`.execute(kysely)
  return rows[0] ? askOf(rows[0], secret) : null
}

/** No code for an address of this guest counts any more. */
export async function dropOwnAsks(tx: Tx, memberIds: readonly string[]): Promise<void> {
  await sql`
    delete from guest_asks
    where customer_id = any(${memberIds}::uuid[]) and kind = 'address'`.execute(tx)
}

/**
 * Counts a try, and spends the code where it is right: of many who try at once one has it.
 * @returns whether it was right
 */
export async function tryCode(
  tx: Tx,
  secret: string,
  { id }: Ask,
  typed: string,
): Promise<boolean> {
  const { rows } = await sql<Pick<Row, 'codeHash'>>`
    update guest_asks set tries = tries + 1
    where ask_id = ${id} and expires_at > ${new Date()} and tries < ${signInCodeTries}
    returning code_hash as "codeHash"`.execute(tx)
  if (!rows[0]) throw codeOver()
  const { codeHash: known } = rows[0]
  const given = codeHash(secret, id, typed.replace(/\D/g, ''))
  if (known === null || !timingSafeEqual(known, given)) return false
  await sql`delete from guest_asks where ask_id = ${id}`.execute(tx)
  return true
}

/** Spends the link, and the code with it. */
export async function spendLink(tx: Tx, secret: string, token: string): Promise<Ask> {
  const { rows } = await sql<Row>`
    delete from guest_asks
    where link_hash = ${hashOf(token)} and kind = 'sign_in' and expires_at > ${new Date()}
      and tries < ${signInCodeTries}
    returning ${columns}`.execute(tx)
  if (!rows[0]) throw codeOver()
  return askOf(rows[0], secret)
}

const codeHash = (secret: string, askId: string, code: string) =>
  createHmac('sha256', `guest code ${secret}`).update(`${askId} ${code}`).digest()

export const codeOver = () =>
  new Refusal('unauthenticated', 'guest_code_over', 'This code counts no more. Ask for a new one.')

export const codeWrong = () =>
  new Refusal('unauthenticated', 'guest_code_wrong', 'This is not the code that was sent.')
