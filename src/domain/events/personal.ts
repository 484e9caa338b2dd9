import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Mark } from '#domain/customers/personal.ts'
import { countedRows } from './counted.ts'

/** One thing that happened, in full. */
export type EventExport = {
  type: string
  source: string
  externalId: string
  occurredAt: Date
  recordedAt: Date
  store: string | null
  channel: string | null
  /** Minor units of the business's currency. */
  amount: number | null
  content: Record<string, unknown>
  texts: Record<string, unknown> | null
}

/** @param customerIds the customer and all who were merged into them */
export async function exportEvents(tx: Tx, customerIds: readonly string[]): Promise<EventExport[]> {
  const { rows } = await sql<EventExport>`
    with logged as (
      select * from events where customer_id = any(${customerIds}::uuid[])
    ), ${countedRows}
    select counted.type, source, external_id as "externalId", occurred_at as "occurredAt",
      recorded_at as "recordedAt", stores.name as store, channels.code as channel, amount,
      payload as content, event_texts.content as texts
    from counted
    left join event_texts using (customer_id, event_id)
    left join stores on stores.number = store_number
    left join channels on channels.number = channel_number
    where counted.type <> all(array['superseded', 'import_taken_back', 'customers_merged', 'customers_parted'])
    order by occurred_at, source, external_id`.execute(tx)
  return rows
}

/**
 * Forgets what was said in words, and by which numbers other systems know what happened: they become
 * keyed hashes, also where something refers to them. What was bought, when and where stays, so no
 * figure changes. To be called with the log open for erasing.
 */
export async function eraseEvents(
  tx: Tx,
  customerIds: readonly string[],
  { erasureKey, marks }: { erasureKey: string; marks: readonly Mark[] },
): Promise<void> {
  await sql`
    delete from event_texts where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  await sql`
    update event_keys set
      external_id = erased_external_id(${erasureKey}, source, external_id),
      content_hash = substr(keyed_hash(${erasureKey}, encode(content_hash, 'hex')), 1, 16),
      other_versions = (
        select jsonb_agg(other || jsonb_build_object(
          'hash', encode(substr(keyed_hash(${erasureKey}, other ->> 'hash'), 1, 16), 'hex')))
        from jsonb_array_elements(other_versions) as other
      )
    where (source, external_id) in (
      select source, external_id from events where customer_id = any(${customerIds}::uuid[])
    ) and customer_id = any(${customerIds}::uuid[])`.execute(tx)
  await sql`
    update events set
      external_id = erased_external_id(${erasureKey}, source, external_id),
      payload = case when payload ? 'purchase' then jsonb_set(payload, '{purchase,externalId}',
        to_jsonb(erased_external_id(${erasureKey},
          payload -> 'purchase' ->> 'source', payload -> 'purchase' ->> 'externalId')))
        else payload end
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  await eraseNamings(tx, customerIds, marks)
}

/** A cake with a name on it: what an article or a file is called goes where it speaks of the person. */
async function eraseNamings(
  tx: Tx,
  customerIds: readonly string[],
  marks: readonly Mark[],
): Promise<void> {
  const spoken = JSON.stringify(marks)
  await sql`
    update events set payload = (
      select jsonb_object_agg(key, case
        when not mentions(value::text, ${spoken}::jsonb) then value
        when key = 'lines' then (
          select jsonb_agg(case
            when mentions(line::text, ${spoken}::jsonb) then line - 'name' - 'sku' else line end)
          from jsonb_array_elements(value) as line
        )
        else to_jsonb('…'::text) end)
      from jsonb_each(payload)
    )
    where customer_id = any(${customerIds}::uuid[])
      and mentions(payload::text, ${spoken}::jsonb)`.execute(tx)
}
