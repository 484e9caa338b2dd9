import type { CustomerReference } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import { refuseStopped } from '#domain/customers/cards/refuse-stopped.ts'
import { identitiesOf } from '#domain/customers/identity.ts'
import { findKnown } from '#domain/customers/known.ts'
import { type Holder, holderAmong } from '#domain/customers/matching.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { Refusal } from '#kernel/errors.ts'

/**
 * The customer and all who were merged into them; nobody new is made known by a voucher. `memberId`
 * is the one who was named: what they do stays theirs when a merge is undone.
 */
export type Asker = 'nobody' | 'unknown' | (Holder & { ids: string[] })

export async function findCustomer(
  tx: Tx,
  reference: CustomerReference | undefined,
): Promise<Asker> {
  const found = await findRoot(tx, reference)
  if (typeof found === 'string') return found
  const { customerId } = found
  return { ...found, ids: (await membersOf(tx, [customerId])).get(customerId)! }
}

/** The same for who asks for the customer alone. */
export async function findRoot(
  tx: Tx,
  reference: CustomerReference | undefined,
): Promise<'nobody' | 'unknown' | Holder> {
  if (reference === undefined) return 'nobody'
  const identities = identitiesOf(reference)
  if (!Array.isArray(identities)) {
    throw new Refusal('malformed', identities.code, identities.message, [identities])
  }
  if (reference.id === undefined && identities.length === 0) return 'nobody'
  const known = await findKnown(tx, [{ kind: 'named', id: reference.id, identities }])
  if (reference.id !== undefined) return known.byId.get(reference.id) ?? 'unknown'
  const holder = holderAmong(identities, known)
  if (!holder) await refuseStopped(tx, identities, known)
  return holder ?? 'unknown'
}
