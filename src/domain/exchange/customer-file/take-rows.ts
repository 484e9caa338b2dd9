import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { Tx } from '#database/transaction.ts'
import { identityKey } from '#domain/customers/identity.ts'
import { findKnown } from '#domain/customers/known.ts'
import type { Known } from '#domain/customers/matching.ts'
import { changesOf } from './compare.ts'
import type { Reason, SheetRow } from './read-row.ts'
import { readKnownConsents, readStanding } from './read-standing.ts'
import type { Seen } from './seen.ts'
import type { TagRoom } from './tag-room.ts'

/** A row with whom it means. `customerId` null: somebody new. */
export type Judged = {
  row: SheetRow
  customerId: string | null
  changes: CustomerFileRow['changes']
}

/**
 * What the file has named so far, by id and by identity.
 * @property namedBefore those of the customers whom rows of earlier portions mean, where the database
 * keeps them
 */
export type Before = {
  seen: Seen
  room: TagRoom
  namedBefore?: (tx: Tx, customerIds: readonly string[]) => Promise<readonly string[]>
}

/**
 * Finds whom rows mean, and what they would change; a row nobody can follow gets its reason.
 * @param before is added to: whom a row means, no later row may mean
 */
export async function judgeRows(
  tx: Tx,
  rows: readonly SheetRow[],
  { seen, room, namedBefore }: Before,
  erasureKey: string | undefined,
): Promise<Judged[]> {
  const known = await findKnown(
    tx,
    rows.map(({ id, identities }) => ({ kind: 'named' as const, id, identities })),
    erasureKey,
  )
  const holders = [...known.byId.values(), ...known.byIdentity.values()]
  const everybody = [...new Set(holders.map(({ customerId }) => customerId))]
  for (const customerId of (await namedBefore?.(tx, everybody)) ?? []) seen.add(customerId)
  await room.look(
    tx,
    rows.flatMap(({ tags }) => tags),
  )
  const meant = rows.map((row) => ({ row, customerId: whomOf(row, known, seen) }))
  const ids = meant.flatMap(({ customerId }) => customerId ?? [])
  const standing = await readStanding(tx, ids)
  const receipts = rows.some(({ consents }) => consents.length > 0)
    ? await readKnownConsents(tx, ids, standing)
    : null
  for (const { row, customerId } of meant) {
    if (row.reasons.length > 0) continue
    if (!room.take(row.tags)) row.reasons.push(tagsTooMany)
    if (customerId === null || receipts === null) continue
    row.consents = row.consents.filter((one) => !receipts.isKnown(customerId, one))
    if (!receipts.isFull(customerId, row.consents.length)) continue
    row.consents = []
    row.withoutConsent.push(consentsTooMany)
  }
  return meant.map(({ row, customerId }) => {
    const added = row.identities.filter((one) => !known.byIdentity.has(identityKey(one)))
    const before = customerId === null ? null : (standing.get(customerId) ?? null)
    return { row, customerId, changes: changesOf(row, before, added) }
  })
}

const tagsTooMany: Reason = {
  ...{ code: 'tags_too_many', message: 'A business has at most 1000 tags.', field: 'tags' },
}

const consentsTooMany: Reason = {
  ...{ code: 'consents_too_many', message: 'There are too many receipts of consent.', field: null },
}

function whomOf(row: SheetRow, known: Known, seen: Seen): string | null {
  if (row.reasons.length > 0) return null
  const holders = [
    ...(row.id === undefined ? [] : [known.byId.get(row.id)]),
    ...row.identities.map((one) => known.byIdentity.get(identityKey(one))),
  ]
  const customers = new Set(holders.flatMap((holder) => holder?.customerId ?? []))
  const keys = [...customers, ...row.identities.map(identityKey)]
  const reason = whyNot(
    row,
    known,
    customers,
    keys.some((key) => seen.has(key)),
  )
  if (reason) {
    row.reasons.push({ ...reason, field: null })
    return null
  }
  for (const key of keys) seen.add(key)
  return [...customers][0] ?? null
}

function whyNot(
  row: SheetRow,
  known: Known,
  customers: ReadonlySet<string>,
  isRepeated: boolean,
): Omit<Reason, 'field'> | null {
  if (row.id !== undefined && !known.byId.has(row.id)) {
    return { code: 'customer_not_found', message: 'There is no customer with this id.' }
  }
  if (row.identities.some((one) => known.erased.has(identityKey(one)))) {
    return { code: 'identity_erased', message: 'Who had this asked to be forgotten.' }
  }
  if (row.identities.some((one) => known.stopped.has(identityKey(one)))) {
    return { code: 'card_blocked', message: 'This card is blocked.' }
  }
  if (customers.size > 1) {
    return { code: 'row_names_two_customers', message: 'These belong to two different customers.' }
  }
  return isRepeated
    ? { code: 'row_repeats_customer', message: 'An earlier row means the same customer.' }
    : null
}
