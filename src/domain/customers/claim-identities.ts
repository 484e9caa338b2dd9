import { sql } from 'kysely'
import { identitiesPerCustomerMax } from '#contract/endpoints/customers.ts'
import type { IdentityInput } from '#contract/language/customer.ts'
import type { Tx } from '#database/transaction.ts'
import { type Fault, malformed, Refusal } from '#kernel/errors.ts'
import { type Identity, type IdentityKind, identityKey, identityOf } from './identity.ts'

/** @throws Refusal naming the first that cannot be an identity of its kind */
export const readIdentities = (given: readonly IdentityInput[], pointer: string): Identity[] =>
  given.map(({ kind, value }, index) => {
    const identity = identityOf(kind, value)
    if (identity) return identity
    throw malformed(
      'identity_malformed',
      'A phone number has at least three digits.',
      `${pointer}/${index}/value`,
    )
  })

/**
 * Gives these identities to a customer, or refuses all of them if one is another's. `memberIds`
 * are the customer and whoever was merged into them: what they have, the customer has.
 */
export async function claimIdentities(
  tx: Tx,
  customerId: string,
  memberIds: readonly string[],
  identities: readonly Identity[],
  pointer: string,
): Promise<void> {
  if (identities.length === 0) return
  const kinds = identities.map(({ kind }) => kind)
  const values = identities.map(({ value }) => value)
  await sql`
    insert into identities (kind, value, customer_id, shown)
    select distinct on (kind, value) kind, value, ${customerId}, shown
    from unnest(${kinds}::text[], ${values}::text[], ${identities.map(({ shown }) => shown)}::text[])
      as claimed (kind, value, shown)
    order by kind, value
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ kind: IdentityKind; value: string }>`
    select kind, value
    from identities
    join unnest(${kinds}::text[], ${values}::text[]) as claimed (kind, value) using (kind, value)
    where customer_id <> all(${memberIds}::uuid[])`.execute(tx)
  if (rows.length > 0) throw taken(identities, new Set(rows.map(identityKey)), pointer)
  await refuseTooMany(tx, memberIds)
}

/**
 * Gives identities to customers who have none yet; the statements do not grow with their number.
 * @throws Refusal where one of them is somebody's already, or is given twice
 */
export async function claimFresh(
  tx: Tx,
  claimed: readonly (Identity & { id: string })[],
): Promise<void> {
  if (claimed.length === 0) return
  const { numAffectedRows } = await sql`
    insert into identities (kind, value, customer_id, shown)
    select kind, value, id, shown
    from json_to_recordset(${JSON.stringify(claimed)}::json)
      as claimed (kind text, value text, id uuid, shown text)
    order by kind, value
    on conflict do nothing`.execute(tx)
  if (Number(numAffectedRows) < claimed.length) throw taken(claimed, new Set(), '/identities')
}

/** Takes identities away from a customer; one they do not have is refused. */
export async function releaseIdentities(
  tx: Tx,
  memberIds: readonly string[],
  identities: readonly Identity[],
): Promise<void> {
  if (identities.length === 0) return
  const { rows } = await sql<{ kind: IdentityKind; value: string }>`
    delete from identities
    using unnest(
      ${identities.map(({ kind }) => kind)}::text[],
      ${identities.map(({ value }) => value)}::text[]
    ) as released (kind, value)
    where identities.kind = released.kind and identities.value = released.value
      and customer_id = any(${memberIds}::uuid[])
    returning identities.kind, identities.value`.execute(tx)
  const gone = new Set(rows.map(identityKey))
  const missing = identities.findIndex((identity) => !gone.has(identityKey(identity)))
  if (missing === -1) return
  const message = 'The customer does not have this identity.'
  throw new Refusal('not_found', 'identity_not_found', message, [
    { pointer: `/removeIdentities/${missing}`, code: 'identity_not_found', message },
  ])
}

async function refuseTooMany(tx: Tx, memberIds: readonly string[]) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from identities
    where customer_id = any(${memberIds}::uuid[])`.execute(tx)
  if (rows[0]!.count <= identitiesPerCustomerMax) return
  throw new Refusal(
    'conflict',
    'identities_too_many',
    `A customer has at most ${identitiesPerCustomerMax} identities.`,
  )
}

const words: Record<IdentityKind, string> = {
  external_id: 'external id',
  card_number: 'card number',
  email: 'e-mail address',
  phone: 'phone number',
}

function taken(identities: readonly Identity[], keys: ReadonlySet<string>, pointer: string) {
  const faults: Fault[] = identities.flatMap((identity, index) =>
    keys.has(identityKey(identity))
      ? [
          {
            pointer: `${pointer}/${index}`,
            code: 'identity_taken',
            message: `This ${words[identity.kind]} belongs to another customer.`,
          },
        ]
      : [],
  )
  const message = faults[0]?.message ?? 'One of these belongs to another customer.'
  return new Refusal('conflict', 'identity_taken', message, faults)
}
