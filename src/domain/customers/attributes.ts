import { sql } from 'kysely'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { inPortions, portionSize } from './portions.ts'

const attributesMax = 100

const columns = sql`
  name, label, type, choices, required, personal, place, archived_at is not null as archived`

export async function listAttributes({ kysely }: Queryable): Promise<Attribute[]> {
  const { rows } = await sql<Attribute>`
    select ${columns} from attribute_definitions order by place, name`.execute(kysely)
  return rows
}

type Definition = Pick<Attribute, 'name' | 'label' | 'type' | 'choices'> &
  Partial<Pick<Attribute, 'required' | 'personal'>>

export async function defineAttribute(
  { database, clock }: Context,
  { name, label, type, choices, required = false, personal = true }: Definition,
): Promise<Attribute> {
  return await transaction(database, async (tx) => {
    await refuseTooMany(tx)
    const { rows } = await sql<Attribute>`
      insert into attribute_definitions
        (name, label, type, choices, required, personal, created_at, place)
      select ${name}, ${label}, ${type}, ${choices}, ${required}, ${personal}, ${clock.now()},
        coalesce(max(place), 0) + 1
      from attribute_definitions
      on conflict (name) do nothing
      returning ${columns}`.execute(tx)
    if (rows[0]) return rows[0]
    throw conflict('attribute_exists', 'There is already an attribute with this name.')
  })
}

/**
 * Takes the values from everybody and then deletes the definition. A stop on the way leaves the
 * attribute defined, so that it can be deleted again.
 */
export async function deleteAttribute({ database }: Context, name: string): Promise<void> {
  await inPortions(database, (tx, after?: string) => clearValues(tx, name, after))
  await transaction(database, async (tx) => {
    const { rows } = await sql`
      delete from attribute_definitions where name = ${name} returning name`.execute(tx)
    if (rows.length === 0) throw notFound('attribute')
    // Values given since then; whoever gives one holds the definition until it is written.
    await sql`
      update persons set attributes = attributes - ${name}::text where attributes ? ${name}`.execute(
      tx,
    )
    await bumpRevision(tx)
  })
}

async function clearValues(tx: Tx, name: string, after: string | undefined) {
  const { rows } = await sql<{ last: string }>`
    with holders as (
      select customer_id from persons
      where attributes ? ${name} and (${after ?? null}::uuid is null or customer_id > ${after ?? null})
      order by customer_id
      limit ${portionSize}
      for no key update
    ), cleared as (
      update persons set attributes = attributes - ${name}::text
      from holders
      where persons.customer_id = holders.customer_id
    )
    select customer_id as last from holders order by customer_id desc limit 1`.execute(tx)
  return { next: rows[0]?.last, done: undefined }
}

async function refuseTooMany(tx: Tx) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from attribute_definitions`.execute(tx)
  if (rows[0]!.count < attributesMax) return
  throw conflict('attributes_too_many', `A business defines at most ${attributesMax} attributes.`)
}
