import { sql } from 'kysely'
import type { z } from 'zod'
import type { readReceipts } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { countedRows } from '#domain/events/counted.ts'
import { type Period, weekdayOf } from '#kernel/calendar.ts'
import { basisOf } from './basis.ts'
import { type FilterQuery, type Filters, purchaseConditions, resolveFilters } from './filters.ts'
import { type Frame, readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import { averageReceipt, type Receipts, readDayReceipts, sumOf } from './receipts.ts'
import { storeReceipts } from './report-value.ts'
import { readStores } from './store-names.ts'

export type ReceiptsReport = z.output<typeof readReceipts.reply>

const daysMax = 400
const articlesShown = 20

/** Receipts by store and hour, average receipt, top articles: needs no customers. */
export function reportReceipts(
  context: Context,
  question: Pick<FilterQuery, 'store' | 'channel'>,
  limit: Caller['stores'],
): Promise<ReceiptsReport> {
  return keptAnswer(context, { report: 'receipts', question, limit }, async (tx) => {
    const frame = await readFrame(tx)
    const filters = await resolveFilters(tx, question, limit)
    const end = (frame.asOf ?? -1) + 1
    const period = { start: Math.max(frame.since ?? end, end - daysMax), end }
    const receipts = await readDayReceipts(tx, filters, period)
    const sum = sumOf(receipts)
    const hours = await readHours(tx, frame, filters, period)
    const { currency } = frame
    return {
      basis: basisOf(frame, period, 0, sum, question),
      receipts: sum.receipts,
      sales: { amount: sum.sales, currency },
      averageReceipt: averageReceipt(sum, currency),
      byStore: storeReceipts(receipts, await readStores(tx, filters), currency),
      byHour: namesHours(hours) ? hours.map((hour) => said(hour, currency)) : null,
      byWeekday: byWeekday(receipts).map((row) => said(row, currency)),
      topArticles: (await readArticles(tx, frame, filters, period)).map((article) => ({
        ...article,
        quantity: Number(article.quantity),
        sales: { amount: article.sales, currency },
      })),
      nextSteps: nextSteps(sum),
    }
  })
}

type Hour = { weekday: number; hour: number; receipts: number; sales: number }

/** A file without times of day puts every receipt at noon. */
const namesHours = (hours: readonly Hour[]) => hours.some(({ hour }) => hour !== 12)

const said = <T extends { sales: number }>({ sales, ...row }: T, currency: string) => ({
  ...row,
  sales: { amount: sales, currency },
})

/**
 * The purchases of a period that count, straight from the log. A row outside the period may stand
 * above one within: it is of a higher version, or a tombstone.
 */
function purchases(frame: Frame, filters: Filters, period: Period) {
  const within = sql`occurred_at >= ${frame.zone.startOf(period.start)}::timestamptz
    and occurred_at < ${frame.zone.startOf(period.end)}::timestamptz`
  const conditions = [sql`type = 'purchase'`, within, ...purchaseConditions(filters)]
  return sql`
    logged as not materialized (
      select * from events
      where (${within}) or version > 0 or type in ('superseded', 'import_taken_back')
    ), ${countedRows}, purchases as (
      select * from counted where ${sql.join(conditions, sql` and `)}
    )`
}

async function readHours(tx: Tx, frame: Frame, filters: Filters, period: Period): Promise<Hour[]> {
  const { rows } = await sql<Hour>`
    with ${purchases(frame, filters, period)}, placed as (
      select occurred_at at time zone ${frame.zone.name}::text as local, amount from purchases
    )
    select extract(isodow from local)::integer as weekday, extract(hour from local)::integer as hour,
      count(*) as receipts, sum(amount)::bigint as sales
    from placed group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

function byWeekday(receipts: readonly (Receipts & { day: number })[]) {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const { receipts: count, sales } = sumOf(
      receipts.filter(({ day }) => weekdayOf(day) === weekday),
    )
    return { weekday, receipts: count, sales }
  })
}

type Article = {
  sku: string | null
  name: string | null
  category: string | null
  quantity: string
  sales: number
  receipts: number
}

async function readArticles(
  tx: Tx,
  frame: Frame,
  filters: Filters,
  period: Period,
): Promise<Article[]> {
  const { rows } = await sql<Article>`
    with ${purchases(frame, filters, period)}, lines as (
      select row_number() over () as receipt, payload -> 'lines' as lines from purchases
      where jsonb_typeof(payload -> 'lines') = 'array'
    ), articles as (
      select receipt, line ->> 'sku' as sku, line ->> 'name' as name,
        line ->> 'category' as category,
        coalesce((line ->> 'quantity')::numeric, 1) as quantity,
        (line ->> 'amount')::bigint as amount
      from lines cross join jsonb_array_elements(lines) as line
    )
    select sku, max(name) as name,
      max(category) as category, sum(quantity) as quantity, sum(amount)::bigint as sales,
      count(distinct receipt) as receipts
    from articles where sku is not null or name is not null
    group by sku, case when sku is null then name end
    order by sales desc, sku, name limit ${articlesShown}::integer`.execute(tx)
  return rows
}

/** What leads from receipts to customers. */
function nextSteps({ receipts, knownReceipts }: Receipts): ReceiptsReport['nextSteps'] {
  if (receipts > 0 && knownReceipts === receipts) return []
  return ['name_customers_in_file', 'hand_out_cards', 'connect_till']
}
