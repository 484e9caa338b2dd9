import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { dateText, monthOf } from '#kernel/calendar.ts'
import { estimateRedemption, type RedemptionEstimate } from './estimate.ts'
import { readLiabilityBooks } from './read-books.ts'
import { readFrame } from './read-terms.ts'
import { readVintages } from './read-vintages.ts'
import type { TermsOfMonth } from './terms-of-month.ts'

/** What began before a month ended may be written a little after it. */
const lingersMillis = 3_600_000

/** The instant by which months are over. */
export const lookingAt = ({ clock }: Pick<Context, 'clock'>) =>
  new Date(clock.now().getTime() - lingersMillis)

/** Each day looks at the books anew; a month that is over is closed by what they say then. */
export function liabilityWorker(context: Context): Worker {
  return {
    name: 'liability',
    restMillis: 60_000,
    work: async () => {
      if (await isLookedAtToday(context)) return 'done'
      await estimateAnew(context)
      await closeMonths(context)
      return 'done'
    },
  }
}

async function isLookedAtToday(context: Context): Promise<boolean> {
  return await readOnly(context.database, async (tx) => {
    const { zone } = await readFrame(tx)
    const { rows } = await sql<{ missing: boolean }>`
      select exists (
        select from point_currencies left join redemption_estimates using (currency)
        where made_on is distinct from ${dateText(zone.dayOf(lookingAt(context)))}::date
      ) as missing`.execute(tx)
    return !rows[0]!.missing
  })
}

type Made = RedemptionEstimate & { currency: string }

/** Writes down what the books let expect of each point currency today. */
export async function estimateAnew(context: Context): Promise<void> {
  const { database } = context
  const { today, made } = await readOnly(database, async (tx) => {
    const { zone } = await readFrame(tx)
    const day = zone.dayOf(lookingAt(context))
    const vintages = await readVintages(tx, zone)
    const { rows } = await sql<{ currency: string }>`
      select currency from point_currencies order by currency`.execute(tx)
    const made = rows.map(
      ({ currency }): Made => ({
        currency,
        ...estimateRedemption(vintages.get(currency) ?? [], monthOf(day)),
      }),
    )
    return { today: dateText(day), made }
  })
  await transaction(database, (tx) => writeEstimates(tx, today, made))
}

async function writeEstimates(tx: Tx, today: string, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return
  const rows = unnestRows<Made>(
    'made',
    [
      { name: 'currency', type: 'text', of: (row) => row.currency },
      { name: 'redemption_rate', type: 'text', of: (row) => row.rate },
      { name: 'low', type: 'text', of: (row) => row.low },
      { name: 'high', type: 'text', of: (row) => row.high },
      { name: 'vintages', type: 'integer', of: (row) => row.vintages },
      { name: 'points', type: 'bigint', of: (row) => row.points },
    ],
    made,
  )
  await sql`
    insert into redemption_estimates (currency, made_on, redemption_rate, low, high, vintages, points)
    select currency, ${today}::date, redemption_rate::numeric, low::numeric, high::numeric, vintages,
      points
    from ${rows}
    on conflict (currency) do update set made_on = excluded.made_on,
      redemption_rate = excluded.redemption_rate, low = excluded.low, high = excluded.high,
      vintages = excluded.vintages, points = excluded.points`.execute(tx)
}

type Closing = TermsOfMonth & { currency: string; month: number }

/** Keeps by what each month that is over was reckoned, so that it stays as it is. */
export async function closeMonths(context: Context): Promise<void> {
  await transaction(context.database, async (tx) => {
    const now = lookingAt(context)
    const { current, currencies } = await readLiabilityBooks(tx, now)
    const over = currencies.flatMap(({ currency, months }) =>
      months
        .filter(({ month, terms }) => month < current && !terms.closed)
        .map(({ month, terms }): Closing => ({ ...terms, currency, month })),
    )
    if (over.length > 0) await writeClosed(tx, over, context.clock.now())
  })
}

async function writeClosed(tx: Tx, over: readonly Closing[], now: Date): Promise<void> {
  const rows = unnestRows<Closing>(
    'closing',
    [
      { name: 'month', type: 'smallint', of: (row) => row.month },
      { name: 'currency', type: 'text', of: (row) => row.currency },
      { name: 'value', type: 'text', of: (row) => row.value },
      { name: 'redemption_rate', type: 'text', of: (row) => row.redemptionRate },
      { name: 'basis', type: 'text', of: (row) => row.basis },
      { name: 'low', type: 'text', of: (row) => row.low },
      { name: 'high', type: 'text', of: (row) => row.high },
      { name: 'goods_share', type: 'text', of: (row) => row.goodsShare },
      { name: 'cost_rate', type: 'text', of: (row) => row.costRate },
    ],
    over,
  )
  await sql`
    insert into liability_months (month, currency, value, redemption_rate, basis, low, high,
      goods_share, cost_rate, closed_at)
    select month, currency, value::numeric, redemption_rate::numeric, basis, low::numeric,
      high::numeric, goods_share::numeric, cost_rate::numeric, ${now}
    from ${rows} order by month, currency
    on conflict (month, currency) do nothing`.execute(tx)
}
