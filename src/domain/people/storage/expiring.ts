import { type RawBuilder, sql } from 'kysely'
import type { StorageKind } from '#contract/endpoints/storage-periods.ts'

type Swept = Exclude<StorageKind, 'inactive_customers'>

/** Rows of a table that go by themselves: those for which `where` holds, since when each is old. */
export type Expiring = {
  table: string
  beside: RawBuilder<unknown>
  where: RawBuilder<unknown>
  since: RawBuilder<unknown>
}

const auditValues = {
  table: 'audit_values',
  beside: sql`join audit_entries as entries using (entry_id)`,
  since: sql`entries.recorded_at`,
}

/** A delivery nobody has decided yet has not counted, and a cart that became an order is its record. */
export const expiring: Record<Swept, Expiring> = {
  event_texts: {
    table: 'event_texts',
    beside: sql`join events using (customer_id, event_id)`,
    where: sql`true`,
    since: sql`events.occurred_at`,
  },
  changes: { ...auditValues, where: sql`subject <> 'sign_in_failed'` },
  sign_in_attempts: { ...auditValues, where: sql`subject = 'sign_in_failed'` },
  refused_rows: {
    table: 'import_refused_rows',
    beside: sql`join imports using (import_id)`,
    where: sql`true`,
    since: sql`imports.finished_at`,
  },
  deliveries: {
    table: 'deliveries',
    beside: sql``,
    where: sql`outcome not in ('waiting', 'noted')`,
    since: sql`received_at`,
  },
  carts: {
    table: 'carts',
    beside: sql``,
    where: sql`status <> 'captured'`,
    since: sql`expires_at`,
  },
}

/** The rows of a kind that were old before then; all of them where that is null. */
export function expiredRows(kind: Swept, before: Date | null): RawBuilder<unknown> {
  const { table, beside, where, since } = expiring[kind]
  const old = before === null ? sql`true` : sql`${since} < ${before}`
  return sql`${sql.table(table)} ${beside} where ${where} and ${old}`
}

/** Customers nobody has heard of since then; who counts for another or is gone is none. */
export const inactiveSince = (before: Date | null): RawBuilder<unknown> => sql`
  profiles join customers using (customer_id) join persons using (customer_id)
  where merged_into is null
    and ${before === null ? sql`true` : sql`last_seen_at < ${before} and created_at < ${before}`}`
