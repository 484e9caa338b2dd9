import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import type { Identity } from './identity.ts'

/**
 * The hash under which an identity is remembered; no dump holds the key to make it. An address is the
 * same one where a file gives it as a customer's number; numbers are told apart by their kind, since
 * one system's number is somebody else in another.
 */
const hashOf = (erasureKey: string): RawBuilder<unknown> =>
  sql`keyed_hash(${erasureKey}, case
    when value ~ '^[^@\s]+@[^@\s]+$' then lower(value) else kind || ':' || value end)`

/**
 * Those of a CTE `asked (kind, value)` by which somebody was known who has been erased. Where nobody
 * ever was, no hash is made.
 */
export const erasedAmong = (erasureKey: string): RawBuilder<unknown> => sql`
  select kind, value, null::uuid, null::uuid, null::timestamptz
  from asked join erased_identities on hash = ${hashOf(erasureKey)}
  where (select exists (select from erased_identities))`

/** Keeps these customers' addresses, numbers and names in other systems from being written down again. */
export async function suppressIdentities(
  tx: Tx,
  customerIds: readonly string[],
  erasureKey: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into erased_identities (hash, erased_at)
    select distinct ${hashOf(erasureKey)}, ${now}::timestamptz from identities
    where customer_id = any(${customerIds}::uuid[])
    on conflict do nothing`.execute(tx)
}

/** Whether one of them was an erased person's. */
export async function isErased(
  tx: Tx,
  identities: readonly Identity[],
  erasureKey: string | undefined,
): Promise<boolean> {
  if (erasureKey === undefined || identities.length === 0) return false
  const { rows } = await sql`
    with ${askedFor(identities)}
    ${erasedAmong(erasureKey)} limit 1`.execute(tx)
  return rows.length > 0
}

/** @throws Refusal where one of them was an erased person's: nobody writes it down by mistake */
export async function refuseErased(
  tx: Tx,
  identities: readonly Identity[],
  erasureKey: string | undefined,
): Promise<void> {
  if (!(await isErased(tx, identities, erasureKey))) return
  throw conflict(
    'identity_erased',
    'Somebody who was known by this has been erased. Lift that first, if they wish to come back.',
  )
}

/**
 * Lets somebody come back who was erased: what they are known by may be written down again.
 * @returns whether it had been erased
 */
export async function liftErased(tx: Tx, identity: Identity, erasureKey: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with ${askedFor([identity])}
    delete from erased_identities using asked where hash = ${hashOf(erasureKey)}`.execute(tx)
  return Boolean(numAffectedRows)
}

const askedFor = (identities: readonly Identity[]) => sql`
  asked as (
    select * from unnest(
      ${identities.map(({ kind }) => kind)}::text[],
      ${identities.map(({ value }) => value)}::text[]
    ) as asked (kind, value)
  )`
