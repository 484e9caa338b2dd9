import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { receiptsPerCustomerMax } from '#domain/customers/consent/write-receipts.ts'
import { consentName, type Standing } from './compare.ts'
import type { SheetConsent } from './read-consents.ts'

type StandingRow = Omit<Standing, 'consents'> & {
  customerId: string
  consents: Standing['consents'] | null
}

/** How these customers stand, with their tags and what they agreed to. */
export async function readStanding(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Standing>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<StandingRow>`
    with tagged as (
      select customer_id, array_agg(tags.name) as tags
      from customer_tags join tags on number = tag_number
      where customer_id = any(${customerIds}::uuid[])
      group by customer_id
    ), agreed as (
      select customer_id, jsonb_object_agg(purpose || '.' || channel, state) as consents
      from consents
      where customer_id = any(${customerIds}::uuid[])
      group by customer_id
    )
    select customer_id as "customerId", name, language, birthday, attributes,
      coalesce(tags, '{}') as tags, consents
    from persons left join tagged using (customer_id) left join agreed using (customer_id)
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.customerId, { ...row, consents: row.consents ?? {} }]))
}

type Receipt = {
  customerId: string
  number: number
  purpose: string
  channel: string
  act: string
  occurredAt: Date
  source: string
}

/** What has a receipt already, and whose chains have no room left. */
export type KnownConsents = {
  isKnown: (customerId: string, consent: SheetConsent) => boolean
  isFull: (customerId: string, more: number) => boolean
}

/** The same said again is the same receipt; a no without a time only adds to what is no no yet. */
export async function readKnownConsents(
  tx: Tx,
  customerIds: readonly string[],
  standing: ReadonlyMap<string, Standing>,
): Promise<KnownConsents> {
  const { rows } = await sql<Receipt>`
    select customer_id as "customerId", number, purpose, channel, act, occurred_at as "occurredAt",
      source
    from consent_receipts where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  const keyOf = (
    customerId: string,
    { act, source, ...said }: Omit<Receipt, 'customerId' | 'number'>,
  ) => `${customerId} ${consentName(said)} ${act} ${source} ${said.occurredAt.toISOString()}`
  const known = new Set(rows.map((row) => keyOf(row.customerId, row)))
  const counts = Map.groupBy(rows, ({ customerId }) => customerId)
  return {
    isKnown: (customerId, consent) =>
      consent.saidAt === null
        ? standing.get(customerId)?.consents[consentName(consent)] === 'withdrawn'
        : known.has(keyOf(customerId, { ...consent, occurredAt: consent.saidAt })),
    isFull: (customerId, more) =>
      (counts.get(customerId)?.length ?? 0) + more > receiptsPerCustomerMax,
  }
}
