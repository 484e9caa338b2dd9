import { sql } from 'kysely'
import type { CustomerReference } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { checkAttributesOfMany } from '#domain/customers/attribute-values.ts'
import { type Said, writeReceipts } from '#domain/customers/consent/write-receipts.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { resolveCustomers } from '#domain/customers/resolve.ts'
import { tagEach } from '#domain/customers/tags.ts'
import { conflict } from '#kernel/errors.ts'
import type { SheetConsent } from './read-consents.ts'
import type { SheetRow } from './read-row.ts'
import type { Judged } from './take-rows.ts'

/** @property by who lets it be written, as receipts of consent name them */
export type Writing = { now: Date; by: string | null; erasureKey: string | undefined }

/**
 * Writes what rows change; the statements do not grow with their number.
 * @returns the customer of each row
 */
export async function writeRows(
  tx: Tx,
  judged: readonly Judged[],
  { now, by, erasureKey }: Writing,
): Promise<string[]> {
  if (judged.length === 0) return []
  // Definitions stay as they are until the end; the values were read by them a moment ago.
  await checkAttributesOfMany(
    tx,
    judged.map(({ row }) => row.attributes),
  )
  await holdPersons(
    tx,
    judged.flatMap(({ customerId }) => customerId ?? []),
  )
  const resolved = await resolveCustomers(
    tx,
    judged.map(({ row }) => referenceTo(row)),
    now,
    erasureKey,
  )
  const customerIds = resolved.map((one) => {
    // Who could not be followed was refused before; what changed since is tried again as a whole.
    if (!('customerId' in one)) throw interrupted()
    return one.customerId
  })
  await describe(tx, judged, customerIds)
  await tagEach(
    tx,
    judged.map(({ row: { tags } }, index) => ({ id: customerIds[index]!, tags })),
  )
  await writeReceipts(
    tx,
    judged.flatMap(({ row }, index) =>
      row.consents.map((consent) => saidOf(consent, customerIds[index]!, now, by)),
    ),
  )
  await refreshSearch(tx, customerIds)
  await bumpRevision(tx)
  return customerIds
}

/** Who was erased since the rows were judged is nobody to be written to: the portion begins anew. */
async function holdPersons(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select from persons where customer_id = any(${customerIds}::uuid[])
    order by customer_id for no key update`.execute(tx)
  if (rows.length < new Set(customerIds).size) throw interrupted()
}

function referenceTo({ id, identities }: SheetRow): CustomerReference {
  const shown = (kind: string) => identities.find((one) => one.kind === kind)?.shown
  return {
    id,
    externalId: shown('external_id'),
    cardNumber: shown('card_number'),
    email: shown('email'),
    phone: shown('phone'),
  }
}

async function describe(
  tx: Tx,
  judged: readonly Judged[],
  customerIds: readonly string[],
): Promise<void> {
  const rows = judged.map(({ row: { person, attributes } }, index) => ({
    ...{ id: customerIds[index]!, attributes },
    ...person,
  }))
  await sql`
    update persons set
      name = coalesce(told.name, persons.name),
      language = coalesce(told.language, persons.language),
      birthday = coalesce(told.birthday, persons.birthday),
      attributes = persons.attributes || told.attributes
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as told (id uuid, name text, language text, birthday text, attributes jsonb)
    where customer_id = told.id`.execute(tx)
}

/** A no of which the file tells no time was said by now. */
function saidOf(
  { saidAt, ...consent }: SheetConsent,
  customerId: string,
  now: Date,
  by: string | null,
): Said {
  return { ...consent, customerId, occurredAt: saidAt ?? now, recordedAt: now, recordedBy: by }
}

export const interruptedCode = 'customer_file_interrupted'

export const interrupted = () =>
  conflict(interruptedCode, 'The work was interrupted. The same file taken again goes on with it.')
