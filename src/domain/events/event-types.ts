import { sql } from 'kysely'
import type { z } from 'zod'
import type { eventTypeDefinition } from '#contract/endpoints/event-types.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'

type Definition = z.output<typeof eventTypeDefinition>

const eventTypesMax = 200

export async function listEventTypes({ kysely }: Queryable): Promise<Definition[]> {
  const { rows } = await sql<Definition>`
    select name, label, properties from event_types order by name`.execute(kysely)
  return rows
}

export async function defineEventType(
  context: Context,
  { name, label, properties }: Definition,
): Promise<Definition> {
  return transaction(context.database, async (tx) => {
    const { rows } = await sql<{ others: number }>`
      select count(*)::int as others from event_types where name <> ${name}`.execute(tx)
    if (rows[0]!.others >= eventTypesMax) {
      throw conflict('event_types_too_many', `There can be ${eventTypesMax} event types.`)
    }
    await sql`
      insert into event_types (name, label, properties, created_at)
      values (${name}, ${label}, ${JSON.stringify(properties)}::jsonb, ${context.clock.now()})
      on conflict (name) do update set label = excluded.label, properties = excluded.properties`.execute(
      tx,
    )
    return { name, label, properties }
  })
}

/** What was recorded keeps its meaning, so a type that is in use stays. */
export async function removeEventType(context: Context, name: string): Promise<void> {
  await transaction(context.database, async (tx) => {
    const { rows } = await sql<{ in_use: boolean }>`
      select exists (
        select from events where type = 'custom' and payload ->> 'name' = ${name}) as in_use`.execute(
      tx,
    )
    if (rows[0]!.in_use) {
      throw conflict('event_type_in_use', 'Events of this type have been recorded, so it stays.')
    }
    const removed = await sql`delete from event_types where name = ${name} returning name`.execute(
      tx,
    )
    if (removed.rows.length === 0) throw notFound('event_type')
  })
}
