import { sql } from 'kysely'
import { type WebhookType, webhookTypes } from '#contract/language/webhook-type.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { composeMessages } from './compose-messages.ts'
import { followTiers } from './follow-tiers.ts'
import { keepMessages } from './keep-messages.ts'
import { type News, type Progress, ranks, readNews, type Stretch } from './read-news.ts'

export type Collecting = Pick<Context, 'database' | 'clock'> & { planFor: PlanFor }

/**
 * Reads on in the log, the books and the changes, and puts what webhooks want on its way. What was
 * read and what became of it are one transaction, so nothing is told twice or never.
 * @returns whether there is more to read
 */
export async function collectMessages(collecting: Collecting): Promise<'more' | 'done'> {
  const wanted = await findWanted(collecting.database)
  if (wanted.size === 0) return 'done'
  return await transaction(collecting.database, async (tx) => {
    const stretch = await lockProgress(tx)
    if (!stretch) return 'done'
    const { news, until, more } = await readNews(tx, stretch, wanted)
    const roots = await rootsOf(tx, customersIn(news))
    const told = composeMessages(await withoutWithdrawn(tx, news), (id) => roots.get(id) ?? id)
    const tiers = await followTiers(tx, collecting, wanted, touched(news, roots))
    await keepMessages(
      tx,
      [...told.filter(({ type }) => wanted.has(type)), ...tiers.told],
      new Date(),
    )
    if (news.length > 0 || isFarBehind(stretch)) await moveOn(tx, until, news)
    return more || tiers.more ? 'more' : 'done'
  })
}

/** What anybody wants to be told. Nearly always nobody wants anything, and this is all there is. */
async function findWanted({ kysely }: Queryable): Promise<Set<WebhookType>> {
  const { rows } = await sql<{ types: WebhookType[] | null }>`
    select types from webhooks where state <> 'gone'`.execute(kysely)
  return new Set(rows.flatMap(({ types }) => types ?? webhookTypes))
}

/** One program at a time reads on; another one that comes finds nothing to do. */
async function lockProgress(tx: Tx): Promise<Stretch | undefined> {
  const { rows } = await sql<Stretch>`
    select xid::text, rank, position, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
    from webhook_progress for update skip locked`.execute(tx)
  return rows[0]
}

/** Where much is written that nobody wants to know, the next round should not read it again. */
const isFarBehind = ({ xid, horizon }: Stretch) => BigInt(horizon) - BigInt(xid) > 1000n

async function moveOn(tx: Tx, { xid, rank, position }: Progress, news: readonly News[]) {
  await sql`
    update webhook_progress set xid = ${xid}::xid8, rank = ${rank}, position = ${position}`.execute(
    tx,
  )
  const read = news.filter((one) => one.rank === ranks.changes).map((one) => one.position)
  if (read.length === 0) return
  await sql`delete from webhook_changes where position = any(${read}::bigint[])`.execute(tx)
}

const customersIn = (news: readonly News[]) => [
  ...new Set(news.flatMap(({ customerId }) => customerId ?? [])),
]

/** Those whose level may be another now. */
const touched = (news: readonly News[], roots: ReadonlyMap<string, string>): string[] => [
  ...new Set(
    news.flatMap(({ rank, customerId, isGuest }) =>
      rank === ranks.log &&
      customerId !== null &&
      (!isGuest || roots.get(customerId) !== customerId)
        ? [roots.get(customerId)!]
        : [],
    ),
  ),
]

/** Intake takes a customer back whom somebody else has made known at the same moment. */
async function withoutWithdrawn(tx: Tx, news: readonly News[]): Promise<News[]> {
  const created = news.filter(
    ({ rank, type }) => rank === ranks.changes && type === 'customer.created',
  )
  if (created.length === 0) return [...news]
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers
    where customer_id = any(${customersIn(created)}::uuid[])`.execute(tx)
  const known = new Set(rows.map(({ id }) => id))
  const gone = new Set(customersIn(created).filter((id) => !known.has(id)))
  return news.filter(
    ({ rank, customerId }) => rank !== ranks.changes || !gone.has(customerId ?? ''),
  )
}
