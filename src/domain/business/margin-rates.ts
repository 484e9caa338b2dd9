import { sql } from 'kysely'
import type { MarginRate } from '#contract/endpoints/business.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { notFound } from '#kernel/errors.ts'
import { categoryNumber } from './categories.ts'
import type { Hooks } from './hooks.ts'
import { bumpRevision } from './revision.ts'
import { readBusinessTerms } from './terms.ts'

type Key = Pick<MarginRate, 'category' | 'validFrom'>

export async function listMarginRates({ kysely }: Queryable): Promise<MarginRate[]> {
  type Row = { category: string | null; valid_from: Date; margin: string }
  const { zone } = await readBusinessTerms({ kysely })
  const { rows } = await sql<Row>`
    select categories.code as category, valid_from, margin
    from margin_rates
    left join categories on categories.number = category_number
    order by category nulls first, valid_from
  `.execute(kysely)
  return rows.map(({ category, valid_from, margin }) => ({
    category,
    validFrom: dateText(zone.dayOf(valid_from)),
    margin: Number(margin),
  }))
}

export async function setMarginRate(
  { database }: Pick<Context, 'database'>,
  hooks: Hooks,
  rate: MarginRate,
): Promise<MarginRate> {
  await transaction(database, async (tx) => {
    // A category may get its margin before the first event names it.
    const category = rate.category === null ? null : await categoryNumber(tx, rate.category)
    await sql`
      insert into margin_rates (category_number, valid_from, margin)
      values (${category}, ${await startOf(tx, rate.validFrom)}, ${rate.margin})
      on conflict (category_number, valid_from) do update set margin = excluded.margin
    `.execute(tx)
    await bumpRevision(tx)
    await hooks.recount(tx, 'profit')
  })
  return rate
}

export async function removeMarginRate(
  { database }: Pick<Context, 'database'>,
  hooks: Hooks,
  key: Key,
): Promise<void> {
  await transaction(database, async (tx) => {
    const { numAffectedRows } = await sql`
      delete from margin_rates
      where valid_from = ${await startOf(tx, key.validFrom)}
        and category_number is not distinct from
          (select number from categories where code = ${key.category})
        and (category_number is null) = (${key.category}::text is null)
    `.execute(tx)
    if (!numAffectedRows) throw notFound('margin_rate')
    await bumpRevision(tx)
    await hooks.recount(tx, 'profit')
  })
}

/** The day begins when it does in the business's time zone. */
async function startOf(tx: Tx, date: string): Promise<Date> {
  const { zone } = await readBusinessTerms({ kysely: tx })
  return zone.startOf(dayNumber(date))
}
