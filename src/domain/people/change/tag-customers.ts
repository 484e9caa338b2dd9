import type { z } from 'zod'
import type { CustomerFilter, tagCustomers as endpoint } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { chooseCustomers } from '#domain/analytics/customers/choose-customers.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { inPortions, portionSize } from '#domain/customers/portions.ts'
import { knownTags, putTags, tagNumbers, takeTags } from '#domain/customers/tags.ts'
import { portionOf, visibleAmong } from '#domain/profile/customer-queries.ts'

type Tagging = Pick<z.output<typeof endpoint.body>, 'add' | 'remove'>
type Tagged = z.output<typeof endpoint.reply>

/** Tags customers named by their ids; those the caller may not see, or nobody knows, are passed over. */
export async function tagByIds(
  { database }: Pick<Context, 'database'>,
  ids: readonly string[],
  tagging: Tagging,
  stores: Caller['stores'],
): Promise<Tagged> {
  return await transaction(database, async (tx) => {
    const roots = await rootsOf(tx, ids)
    return await tag(tx, await visibleAmong(tx, [...new Set(roots.values())], stores), tagging)
  })
}

/** Tags all customers of a filter, however many they are. */
export async function tagByFilter(
  { database }: Pick<Context, 'database'>,
  filter: CustomerFilter,
  tagging: Tagging,
  stores: Caller['stores'],
): Promise<Tagged> {
  const portions = await inPortions(database, async (tx, after?: string) => {
    const { wanted, regular } = await chooseCustomers(tx, filter, stores)
    const ids = await portionOf(tx, wanted, regular, { after, limit: portionSize })
    const next = ids.length < portionSize ? undefined : ids.at(-1)
    return { next, done: await tag(tx, ids, tagging) }
  })
  return portions.reduce((total, portion) => ({
    customers: total.customers + portion.customers,
    added: total.added + portion.added,
    removed: total.removed + portion.removed,
  }))
}

async function tag(tx: Tx, ids: readonly string[], { add, remove }: Tagging): Promise<Tagged> {
  const added = await putTags(tx, ids, await tagNumbers(tx, add))
  const known = await knownTags(tx, remove)
  const members = known.size === 0 ? [] : [...(await membersOf(tx, ids)).values()].flat()
  const removed = await takeTags(tx, members, [...known.values()])
  if (added + removed > 0) await bumpRevision(tx)
  return { customers: ids.length, added, removed }
}
