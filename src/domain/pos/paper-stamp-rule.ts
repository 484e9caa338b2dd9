import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { PaperStampRule, setPaperStampRule } from '#contract/endpoints/paper-stamps.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { dateText } from '#kernel/calendar.ts'
import { notFound } from '#kernel/errors.ts'

/** Until when the till takes over stamps of paper cards; null: it does not. */
export async function readRule(tx: Tx, now: Date): Promise<PaperStampRule | null> {
  const { zone } = await readBusinessTerms({ kysely: tx })
  const { rows } = await sql<PaperStampRule>`
    select currency, name, points_max as "pointsMax", last_day::text as "lastDay",
      ${dateText(zone.dayOf(now))}::date <= last_day as open
    from paper_stamp_rule join point_currencies using (currency)`.execute(tx)
  return rows[0] ?? null
}

type Rule = Input<typeof setPaperStampRule>['body']

export async function setRule({ database, clock }: Context, rule: Rule) {
  const { currency, pointsMax, lastDay } = rule
  return await transaction(database, async (tx) => {
    const { rows } = await sql`
      select from point_currencies where currency = ${currency}`.execute(tx)
    if (rows.length === 0) throw notFound('point_currency')
    await sql`
      insert into paper_stamp_rule (currency, points_max, last_day)
      values (${currency}, ${pointsMax}, ${lastDay})
      on conflict (only_one) do update set currency = excluded.currency,
        points_max = excluded.points_max, last_day = excluded.last_day`.execute(tx)
    return { rule: await readRule(tx, clock.now()) }
  })
}

export async function endRule({ database }: Context) {
  return await transaction(database, async (tx) => {
    await sql`delete from paper_stamp_rule`.execute(tx)
    return { rule: null }
  })
}
