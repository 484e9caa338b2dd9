import { type RawBuilder, sql } from 'kysely'
import type { WebhookType } from '#contract/language/webhook-type.ts'
import type { Tx } from '#database/transaction.ts'
import { isGuestId } from '#domain/events/guest.ts'

/** How far was read: all of earlier transactions, of this one up to a position in one of the three. */
export type Progress = { xid: string; rank: number; position: number }

/** Where something was written, in the order within a transaction. */
export const ranks = { log: 1, books: 2, changes: 3 } as const

/** A row of the log, of the books or of the changes, as it becomes messages. */
export type News = Progress & {
  /** Whose stream it stands in; of an anonymous purchase the guest's. */
  customerId: string | null
  isGuest: boolean
  isImported: boolean
  occurredAt: Date
  type: string
  content: Readonly<Record<string, unknown>>
}

export const newsPerRound = 1000

/** What the log calls what a webhook is told by another name. */
const logTypesOf = (type: WebhookType): string[] => {
  switch (type) {
    case 'event.withdrawn':
      return ['superseded', 'import_taken_back']
    case 'customer.merged':
      return ['customers_merged']
    case 'customer.parted':
      return ['customers_parted']
    default:
      return type.startsWith('event.') ? [type.slice('event.'.length)] : []
  }
}

/** `horizon`: the first transaction that may still be writing. */
export type Stretch = Progress & { horizon: string }

/**
 * Reads on, up to what is still being written: in the order in which it was written, and of a
 * customer's books in the order in which they were booked.
 * @returns how far was read
 */
export async function readNews(
  tx: Tx,
  stretch: Stretch,
  wanted: ReadonlySet<WebhookType>,
): Promise<{ news: News[]; until: Progress; more: boolean }> {
  const { rows } = await sql<News>`
    select xid::text, rank, position, customer_id as "customerId",
      coalesce(${isGuestId(sql`customer_id`)}, false) as "isGuest", imported as "isImported",
      occurred_at as "occurredAt", type, content
    from (
      (${logged(stretch, wanted)}) union all (${booked(stretch, wanted)})
      union all (${changed(stretch)})
    ) as news (xid, rank, position, customer_id, imported, occurred_at, type, content)
    order by news.xid, rank, position
    limit ${newsPerRound}`.execute(tx)
  const more = rows.length === newsPerRound
  const { xid, rank, position } = more
    ? rows.at(-1)!
    : { xid: stretch.horizon, rank: 0, position: 0 }
  return { news: asBooked(rows), until: { xid, rank, position }, more }
}

/** What of a table was not read yet and is written for good. */
function unread(rank: number, stretch: Stretch): RawBuilder<unknown> {
  const { xid, rank: doneRank, position, horizon } = stretch
  const from = rank < doneRank ? Number.MAX_SAFE_INTEGER : rank === doneRank ? position : -1
  return sql`(told.xid, told.position) > (${xid}::xid8, ${from}::bigint)
    and told.xid < ${horizon}::xid8`
}

const inOrder = sql`order by told.xid, told.position limit ${newsPerRound}`

function logged(stretch: Stretch, wanted: ReadonlySet<WebhookType>): RawBuilder<unknown> {
  // Levels may change with every event.
  const ofTypes = wanted.has('tier.changed')
    ? sql``
    : sql`and told.type = any(${[...wanted].flatMap(logTypesOf)}::text[])`
  return sql`
    select told.xid, ${ranks.log}::smallint, told.position, told.customer_id,
      told.import_id is not null, told.occurred_at, told.type,
      json_build_object('id', event_id, 'source', source, 'externalId', external_id,
        'version', version, 'recordedAt', recorded_at, 'store', stores.code,
        'channel', channels.code, 'amount', amount, 'payload', payload)
    from events as told
    left join stores on stores.number = told.store_number
    left join channels on channels.number = told.channel_number
    where ${unread(ranks.log, stretch)} ${ofTypes} ${inOrder}`
}

function booked(stretch: Stretch, wanted: ReadonlySet<WebhookType>): RawBuilder<unknown> {
  const isWanted = [...wanted].some((type) => type.startsWith('points.'))
  return sql`
    select told.xid, ${ranks.books}::smallint, told.position, told.customer_id,
      coalesce(events.import_id is not null, false), told.effective_at, told.kind,
      json_build_object('currency', told.currency, 'movements', told.movements,
        'balance', told.balance_after, 'correction', told.correction, 'store', stores.code,
        'eventId', told.event_id, 'actId', told.act_id, 'act', ledger_acts.kind,
        'bookedAt', told.booked_at)
    from ledger_entries as told
    left join events using (customer_id, event_id)
    left join ledger_acts using (customer_id, act_id)
    left join stores on stores.number = told.store_number
    where ${isWanted} and ${unread(ranks.books, stretch)} ${inOrder}`
}

const changed = (stretch: Stretch): RawBuilder<unknown> => sql`
  select told.xid, ${ranks.changes}::smallint, told.position, told.customer_id, false,
    told.occurred_at, told.type,
    (case when told.content ? 'store' then told.content || jsonb_build_object('store', stores.code)
      else told.content end)::json
  from webhook_changes as told
  left join stores on stores.number = (told.content ->> 'store')::smallint
  where ${unread(ranks.changes, stretch)} ${inOrder}`

/**
 * Of two transactions that book one customer the one that began first may book last. Their places
 * among all news stay; who stands in which follows the books.
 */
function asBooked(news: readonly News[]): News[] {
  const ordered = [...news]
  const places = Map.groupBy(
    news.keys().filter((place) => news[place]!.rank === ranks.books),
    (place) => news[place]!.customerId,
  )
  for (const own of places.values()) {
    const rows = own.map((place) => news[place]!).sort((a, b) => a.position - b.position)
    own.forEach((place, index) => {
      ordered[place] = rows[index]!
    })
  }
  return ordered
}
