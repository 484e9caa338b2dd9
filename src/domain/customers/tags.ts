import { sql } from 'kysely'
import type { Tag } from '#contract/endpoints/customers.ts'
import type { Context } from '#database/context.ts'
import { errorCode } from '#database/error-code.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { inPortions, portionSize } from './portions.ts'

export const tagsMax = 1000
const uniqueViolation = '23505'

export async function listTags({ kysely }: Queryable): Promise<Tag[]> {
  const { rows } = await sql<Tag>`select number, name from tags order by lower(name), name`.execute(
    kysely,
  )
  return rows
}

export async function renameTag({ database }: Context, number: number, name: string): Promise<Tag> {
  try {
    return await transaction(database, async (tx) => {
      const { rows } = await sql<Tag>`
        update tags set name = ${name} where number = ${number} returning number, name`.execute(tx)
      if (!rows[0]) throw notFound('tag')
      await bumpRevision(tx)
      return rows[0]
    })
  } catch (error) {
    if (errorCode(error) !== uniqueViolation) throw error
    throw conflict('tag_exists', 'There is already a tag with this name.')
  }
}

/** Takes the tag off everybody, then deletes it; a stop on the way leaves it to be deleted again. */
export async function deleteTag({ database }: Context, number: number): Promise<void> {
  await inPortions(database, async (tx) => {
    const removed = await takeOffSome(tx, number)
    return { next: removed || undefined, done: removed }
  })
  await transaction(database, async (tx) => {
    // Whoever is putting the tag on holds it until then: wait, before looking who has it.
    await sql`select from tags where number = ${number} for update`.execute(tx)
    await sql`delete from customer_tags where tag_number = ${number}`.execute(tx)
    const { rows } = await sql`delete from tags where number = ${number} returning number`.execute(
      tx,
    )
    if (rows.length === 0) throw notFound('tag')
    await bumpRevision(tx)
  })
}

async function takeOffSome(tx: Tx, number: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    with removed as (
      delete from customer_tags
      where tag_number = ${number} and customer_id in (
        select customer_id from customer_tags where tag_number = ${number} limit ${portionSize}
      )
      returning customer_id
    )
    select count(*)::int as removed from removed`.execute(tx)
  return rows[0]!.removed
}

/** Numbers of tags by their names; new names become tags. They cannot vanish before the end of `tx`. */
export async function tagNumbers(tx: Tx, names: readonly string[]): Promise<number[]> {
  const wanted = [...new Set(names)].sort()
  for (;;) {
    const known = await knownTags(tx, wanted)
    const missing = wanted.filter((name) => !known.has(name))
    if (missing.length === 0) return [...known.values()]
    await makeTags(tx, missing)
  }
}

/** Numbers of those tags that exist, by name. */
export async function knownTags(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<Tag>`
    select number, name from tags where name = any(${names}::text[])
    order by number for key share`.execute(tx)
  return new Map(rows.map(({ name, number }) => [name, number]))
}

async function makeTags(tx: Tx, names: readonly string[]): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tags`.execute(tx)
  if (rows[0]!.count + names.length > tagsMax) {
    throw conflict('tags_too_many', `A business has at most ${tagsMax} tags.`)
  }
  await sql`
    insert into tags (name) select unnest(${names}::text[]) on conflict (name) do nothing`.execute(
    tx,
  )
}

/** @returns how many customers got a tag they did not have, counted per tag */
export async function putTags(
  tx: Tx,
  customerIds: readonly string[],
  tagNumbers: readonly number[],
): Promise<number> {
  if (customerIds.length === 0 || tagNumbers.length === 0) return 0
  const { rows } = await sql<{ added: number }>`
    with still_there as (
      -- who is being erased is waited for, and passed over
      select customer_id from persons where customer_id = any(${customerIds}::uuid[])
      order by customer_id for key share
    ), added as (
      insert into customer_tags (customer_id, tag_number)
      select customer_id, tag_number
      from still_there, unnest(${tagNumbers}::integer[]) as tag_number
      order by customer_id, tag_number
      on conflict do nothing
      returning tag_number
    )
    select count(*)::int as added from added`.execute(tx)
  return rows[0]!.added
}

/** Puts on each customer tags of their own, by name; new names become tags. */
export async function tagEach(
  tx: Tx,
  customers: readonly { id: string; tags: readonly string[] }[],
): Promise<void> {
  const names = [...new Set(customers.flatMap(({ tags }) => tags))]
  if (names.length === 0) return
  await tagNumbers(tx, names)
  const numbers = await knownTags(tx, names)
  const pairs = customers.flatMap(({ id, tags }) =>
    tags.map((name) => [id, numbers.get(name)!] as const),
  )
  await sql`
    insert into customer_tags (customer_id, tag_number)
    select customer_id, tag_number
    from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, number]) => number)}::integer[])
      as tagged (customer_id, tag_number)
    order by customer_id, tag_number
    on conflict do nothing`.execute(tx)
}

export async function takeTags(
  tx: Tx,
  customerIds: readonly string[],
  tagNumbers: readonly number[],
): Promise<number> {
  if (customerIds.length === 0 || tagNumbers.length === 0) return 0
  const { rows } = await sql<{ removed: number }>`
    with removed as (
      delete from customer_tags
      where customer_id = any(${customerIds}::uuid[]) and tag_number = any(${tagNumbers}::integer[])
      returning tag_number
    )
    select count(*)::int as removed from removed`.execute(tx)
  return rows[0]!.removed
}
