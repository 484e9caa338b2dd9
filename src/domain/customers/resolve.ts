import { sql } from 'kysely'
import type { CustomerReference } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import type { Fault } from '#kernel/errors.ts'
import { identitiesOf } from './identity.ts'
import { findKnown } from './known.ts'
import { type Addition, type Match, match, type Sought } from './matching.ts'

export { membersOf } from './merged.ts'

/**
 * `customerId` is the customer all figures stand under. `memberId` is the one the reference named,
 * another only where it was merged into the first; what is written under it follows it when the
 * merge is undone.
 */
export type Resolved =
  | { customerId: string; memberId: string }
  | { anonymous: true }
  | { refused: Fault }

const attemptsMax = 20

/**
 * Finds the customer of each reference and makes those who are not known yet. The number of
 * statements does not grow with the number of references: one where all are known, two where
 * somebody is new. Others may make the same customer at the same moment: the first to write an
 * identity down has it, whoever waited reads again.
 */
export async function resolveCustomers(
  tx: Tx,
  references: readonly (CustomerReference | undefined)[],
  at: Date,
): Promise<Resolved[]> {
  const sought = references.map(seek)
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const found = match(sought, await findKnown(tx, sought))
    if (await writeDown(tx, found, at)) return found.holders.map(resolved)
  }
  throw new Error(`the identities of a batch were taken by others ${attemptsMax} times in a row`)
}

function seek(reference: CustomerReference | undefined): Sought {
  if (!reference) return { kind: 'nobody' }
  const identities = identitiesOf(reference)
  if (!Array.isArray(identities)) return { kind: 'faulty', fault: identities }
  if (reference.id === undefined && identities.length === 0) return { kind: 'nobody' }
  return { kind: 'named', id: reference.id, identities }
}

function resolved(holder: Match['holders'][number]): Resolved {
  if (holder === null) return { anonymous: true }
  return 'customerId' in holder ? holder : { refused: holder }
}

/** False where another transaction was first with one of the identities: nobody new is kept then. */
async function writeDown(tx: Tx, { additions, newCustomerIds }: Match, at: Date): Promise<boolean> {
  if (additions.length === 0) return true
  const added = await insertIdentities(tx, additions, newCustomerIds, at)
  if (added === additions.length) return true
  if (newCustomerIds.length > 0) await withdraw(tx, newCustomerIds)
  return false
}

async function insertIdentities(
  tx: Tx,
  additions: readonly Addition[],
  newCustomerIds: readonly string[],
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ added: number }>`
    with added as (
      -- in order of the key, so that two batches never wait for each other in a circle
      insert into identities (kind, value, customer_id, shown)
      select kind, value, customer_id, shown
      from unnest(
        ${additions.map(({ kind }) => kind)}::text[],
        ${additions.map(({ value }) => value)}::text[],
        ${additions.map(({ memberId }) => memberId)}::uuid[],
        ${additions.map(({ shown }) => shown)}::text[]
      ) as addition (kind, value, customer_id, shown)
      order by kind, value
      on conflict do nothing
      returning customer_id, kind, value
    ), gained as (
      select customer_id, string_agg(lower(value), e'\n' order by kind, value) as search
      from added
      group by customer_id
    ), newcomers as (
      select customer_id, search from gained where customer_id = any(${newCustomerIds}::uuid[])
    ), made as (
      insert into customers (customer_id, created_at)
      select customer_id, ${at} from newcomers
    ), described as (
      insert into persons (customer_id, search) select customer_id, search from newcomers
    ), seen as (
      insert into profiles (customer_id, last_seen_at) select customer_id, ${at} from newcomers
    ), already_known as (
      select customer_id
      from persons
      where customer_id in (select customer_id from gained)
      order by customer_id
      for update
    ), found_by_more as (
      update persons
      set search = concat_ws(e'\n', nullif(persons.search, ''), gained.search)
      from gained join already_known using (customer_id)
      where persons.customer_id = gained.customer_id
    )
    select count(*)::int as added from added`.execute(tx)
  return rows[0]!.added
}

/** Takes back customers made a moment ago in this transaction, of whom nobody else knows. */
async function withdraw(tx: Tx, customerIds: readonly string[]) {
  await sql`
    with nameless as (
      delete from identities where customer_id = any(${customerIds}::uuid[])
    ), undescribed as (
      delete from persons where customer_id = any(${customerIds}::uuid[])
    ), unseen as (
      delete from profiles where customer_id = any(${customerIds}::uuid[])
    )
    delete from customers where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
