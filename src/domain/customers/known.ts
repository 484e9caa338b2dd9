import { sql } from 'kysely'
import { identitiesPerCustomerMax } from '#contract/endpoints/customers.ts'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { erasedAmong } from './erased-identities.ts'
import { type IdentityKind, identityKey } from './identity.ts'
import type { Known, Sought } from './matching.ts'

/**
 * Looks up every id and identity the references name, in one statement: whom they lead to, and which
 * are cards that were stopped; under the key also which of them an erased person was known by.
 */
export async function findKnown(
  tx: Tx,
  references: readonly Sought[],
  erasureKey?: string,
): Promise<Known> {
  const known: Known = {
    ...{ byId: new Map(), byIdentity: new Map(), erased: new Set(), stopped: new Map() },
  }
  const { ids, identities } = askedFor(references)
  if (ids.length === 0 && identities.length === 0) return known
  for (const row of await lookUp(tx, ids, identities, erasureKey)) {
    const { kind, value, memberId, customerId, stoppedAt } = row
    if (stoppedAt) known.stopped.set(identityKey({ kind, value }), stoppedAt.getTime())
    else if (memberId === null) known.erased.add(identityKey({ kind, value }))
    else if (kind === 'id') known.byId.set(memberId, { customerId, memberId })
    else known.byIdentity.set(identityKey({ kind, value }), { customerId, memberId })
  }
  return known
}

/** Those of the customers who have as many identities as anybody may have. */
export async function findCrowded(tx: Tx, memberIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ memberId: string }>`
    select customer_id as "memberId" from identities
    where customer_id = any(${memberIds}::uuid[])
    group by customer_id
    having count(*) >= ${identitiesPerCustomerMax}`.execute(tx)
  return new Set(rows.map(({ memberId }) => memberId))
}

type Asked = { kind: IdentityKind; value: string }

function askedFor(references: readonly Sought[]) {
  const ids = new Set<string>()
  const identities = new Map<string, Asked>()
  for (const reference of references) {
    if (reference.kind !== 'named') continue
    if (reference.id !== undefined) ids.add(reference.id)
    for (const identity of reference.identities) identities.set(identityKey(identity), identity)
  }
  return { ids: [...ids], identities: [...identities.values()] }
}

type KnownRow =
  | {
      kind: IdentityKind | 'id'
      value: string
      memberId: string
      customerId: string
      stoppedAt: null
    }
  /** That a card was stopped, beside whom it leads to; without a time, that an identity was erased. */
  | { kind: IdentityKind; value: string; memberId: null; customerId: null; stoppedAt: Date | null }

async function lookUp(
  tx: Tx,
  ids: readonly string[],
  identities: readonly Asked[],
  erasureKey: string | undefined,
) {
  const { rows } = await sql<KnownRow>`${prepared}
    with recursive asked as (
      select *
      from unnest(
        ${identities.map(({ kind }) => kind)}::text[],
        ${identities.map(({ value }) => value)}::text[]
      ) as asked (kind, value)
    ), held as (
      select kind, value, identities.customer_id as member
      from asked join identities using (kind, value)
      union all
      -- the guest of a purchase that was claimed is nobody to be named
      select 'id', '', customer_id from customers join persons using (customer_id)
      where customer_id = any(${ids}::uuid[])
    ), merged as (
      select member, merged_into as customer
      from held join customers on customers.customer_id = member
      where merged_into is not null
      union
      select member, customers.merged_into
      from merged join customers on customers.customer_id = merged.customer
      where customers.merged_into is not null
    ), roots as (
      select member, customer from merged
      where not exists (
        select from customers
        where customers.customer_id = merged.customer and customers.merged_into is not null
      )
    )
    select kind, value, member as "memberId", coalesce(customer, member) as "customerId",
      null::timestamptz as "stoppedAt"
    from held left join roots using (member)
    union all
    select kind, value, null, null, stopped_at
    from asked join cards on kind = 'card_number' and number = value
    where stopped_at is not null
    ${erasureKey === undefined ? sql`` : sql`union all ${erasedAmong(erasureKey)}`}`.execute(tx)
  return rows
}
