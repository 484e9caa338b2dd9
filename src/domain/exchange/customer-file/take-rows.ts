import { sql } from 'kysely'
import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { Tx } from '#database/transaction.ts'
import { identityKey } from '#domain/customers/identity.ts'
import { findKnown } from '#domain/customers/known.ts'
import type { Known } from '#domain/customers/matching.ts'
import { changesOf, type Standing } from './compare.ts'
import type { Reason, SheetRow } from './read-row.ts'

/** A row with whom it means. `customerId` null: somebody new. */
export type Judged = {
  row: SheetRow
  customerId: string | null
  changes: CustomerFileRow['changes']
}

/** Everybody the file has named so far, by id and by identity. */
export type Seen = Set<string>

/**
 * Finds whom rows mean, and what they would change; a row nobody can follow gets its reason.
 * @param seen is added to: whom a row means, no later row may mean
 */
export async function judgeRows(
  tx: Tx,
  rows: readonly SheetRow[],
  seen: Seen,
  erasureKey: string | undefined,
): Promise<Judged[]> {
  const known = await findKnown(
    tx,
    rows.map(({ id, identities }) => ({ kind: 'named' as const, id, identities })),
    erasureKey,
  )
  const meant = rows.map((row) => ({ row, customerId: whomOf(row, known, seen) }))
  const standing = await readStanding(
    tx,
    meant.flatMap(({ customerId }) => customerId ?? []),
  )
  return meant.map(({ row, customerId }) => {
    const added = row.identities.filter((one) => !known.byIdentity.has(identityKey(one)))
    const before = customerId === null ? null : (standing.get(customerId) ?? null)
    return { row, customerId, changes: changesOf(row, before, added) }
  })
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

type StandingRow = Standing & { customerId: string }

async function readStanding(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, StandingRow>> {
  const { rows } = await sql<StandingRow>`
    select customer_id as "customerId", name, language, birthday, attributes from persons
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.customerId, row]))
}
