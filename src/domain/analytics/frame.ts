import { sql } from 'kysely'
import type { Recount } from '#contract/endpoints/business.ts'
import type { Tx } from '#database/transaction.ts'
import { readLastKnownDay } from '#domain/profile/last-known-day.ts'
import { firstDayThere } from '#domain/profile/presence.ts'
import { readRecount } from '#domain/profile/recount.ts'
import { dayNumber } from '#kernel/calendar.ts'
import type { Presence } from '#kernel/presence.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import type { RegularRule } from './regulars.ts'

/** What every report rests on, beside its question. Days are day numbers in the business's zone. */
export type Frame = Grounds & {
  /** The first day with a receipt; where visits count, or with a visit. */
  since: number | null
  /** There are visits and no purchase of a customer, but purchases alone count. */
  visitsLeftOut: boolean
  /** The share of days there on which something was bought; null: purchases alone count. */
  boughtShare: number | null
}

/** The same without what takes a look at all customers. */
export type Grounds = {
  zone: TimeZone
  currency: string
  language: 'de' | 'en'
  /** The last day with any event; null: nothing is known yet. */
  asOf: number | null
  presence: Presence
  regular: RegularRule
  /** Customers are being counted anew: some of them stand on the old terms yet. */
  recount: Recount | null
}

type Row = {
  time_zone: string
  currency: string
  language: 'de' | 'en'
  regular_purchase_days: number
  regular_within_days: number
  presence: Presence
}

type Asked = { presence?: Presence | undefined }

export async function readFrame(tx: Tx, asked: Asked = {}): Promise<Frame> {
  const grounds = await readGrounds(tx, asked)
  return { ...grounds, ...(await readBeginning(tx, grounds)) }
}

export async function readGrounds(tx: Tx, asked: Asked = {}): Promise<Grounds> {
  const { rows } = await sql<Row>`
    select time_zone, currency, language, presence, regular_purchase_days, regular_within_days
    from business`.execute(tx)
  const row = rows[0]!
  const zone = zoneNamed(row.time_zone)
  return {
    zone,
    currency: row.currency,
    language: row.language,
    asOf: await readLastKnownDay(tx, zone),
    presence: asked.presence ?? row.presence,
    regular: {
      purchaseDays: row.regular_purchase_days,
      withinDays: row.regular_within_days,
    },
    recount: await readRecount({ kysely: tx }),
  }
}

type Beginning = Pick<Frame, 'since' | 'visitsLeftOut' | 'boughtShare'>

type BeginningRow = {
  receipt: string | null
  visit: string | null
  left_out: boolean
  share: number | null
}

/** The first receipt is found through an index, however long the log; the first visit is not. */
async function readBeginning(tx: Tx, { presence, zone }: Grounds): Promise<Beginning> {
  const visits =
    presence === 'visits'
      ? sql`select min(${firstDayThere('visits', zone)}) as visit,
          sum(purchase_days)::float8 / nullif(sum(visits), 0) as share from profiles`
      : sql`select null as visit, null as share`
  const { rows } = await sql<BeginningRow>`
    select visit, share, (
        select day from store_days group by day
        having sum(known_receipts + anonymous_receipts) > 0
        order by day limit 1
      ) as receipt,
      ${presence === 'purchases'} and not exists (select from store_days where known_receipts > 0)
        and exists (select from profiles where visits > 0) as left_out
    from (${visits}) as visited`.execute(tx)
  const { receipt, visit, left_out, share } = rows[0]!
  const [first] = [receipt, visit].filter((date) => date !== null).sort()
  return {
    since: first === undefined ? null : dayNumber(first),
    visitsLeftOut: left_out,
    boughtShare: share,
  }
}
