import { sql } from 'kysely'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { listAttributes } from './attributes.ts'
import { retype } from './retype-attribute.ts'

type Change = { [Field in keyof Omit<Attribute, 'name'>]?: Attribute[Field] | undefined }

/** Changes what an attribute is; all of it or none. */
export async function changeAttribute(
  { database, clock }: Context,
  name: string,
  change: Change,
): Promise<Attribute> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const before = await lockAttribute(tx, name)
    const type = change.type ?? before.type
    const choices = type === 'choice' ? (change.choices ?? before.choices) : []
    if (change.choices && type !== 'choice') {
      throw conflict('attribute_without_choices', 'Only an attribute of type choice has choices.')
    }
    if (type === 'choice' && choices.length === 0) {
      throw conflict('attribute_choices_missing', 'An attribute of type choice needs choices.')
    }
    if (type !== before.type) await retype(tx, name, { type, choices })
    await store(tx, { ...before, ...told(change), type, choices }, now)
    if (change.place !== undefined) await move(tx, name, change.place)
    await bumpRevision(tx)
    return await find(tx, name)
  })
}

/** What was left out stays. */
const told = (change: Change): Partial<Attribute> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

/** Whoever gives a value waits, and so do others who move attributes. */
async function lockAttribute(tx: Tx, name: string): Promise<Attribute> {
  await sql`select from attribute_definitions order by name for update`.execute(tx)
  return await find(tx, name)
}

async function find(tx: Tx, name: string): Promise<Attribute> {
  const found = (await listAttributes({ kysely: tx })).find((one) => one.name === name)
  if (!found) throw notFound('attribute')
  return found
}

async function store(
  tx: Tx,
  { name, label, type, choices, required, personal, archived }: Attribute,
  now: Date,
): Promise<void> {
  await sql`
    update attribute_definitions set
      label = ${label}, type = ${type}, choices = ${choices}, required = ${required},
      personal = ${personal},
      archived_at = case when ${archived} then coalesce(archived_at, ${now}) end
    where name = ${name}`.execute(tx)
}

/** Puts an attribute at a place; the others keep their order around it. */
async function move(tx: Tx, name: string, place: number): Promise<void> {
  await sql`
    with others as (
      select name, row_number() over (order by place, name) as place
      from attribute_definitions where name <> ${name}
    ), placed as (
      select name, place + (place >= ${place}::integer)::integer as place from others
      union all
      select ${name}, least(${place}::integer, (select count(*) + 1 from others))
    )
    update attribute_definitions set place = placed.place
    from placed
    where placed.name = attribute_definitions.name
      and placed.place <> attribute_definitions.place`.execute(tx)
}
