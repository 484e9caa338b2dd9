import { sql } from 'kysely'
import type { z } from 'zod'
import type { readToday } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { readOpenings } from '#domain/business/opening/opening-rows.ts'
import { isBlocked, readBlocked } from '#domain/customers/contact-block/blocked.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { firstPlaceThere, lastDayThere } from '#domain/profile/presence.ts'
import { dateText } from '#kernel/calendar.ts'
import { readClosures } from './closures.ts'
import { choosesPurchases, type FilterQuery, type Filters, resolveFilters } from './filters.ts'
import { type Frame, readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import { isSteady, ownGaps } from './own-gaps.ts'
import { readDayReceipts, readSigns } from './receipts.ts'
import { homeStore, type Rhythm, rhythmAt, visitDaysUntil } from './regulars.ts'
import { scanCustomers } from './scan-customers.ts'
import { silentStores, sourcesOf } from './sources.ts'
import { readStores } from './store-names.ts'
import { withAlarms } from './watch/open-alarms.ts'

export type TodayReport = z.output<typeof readToday.reply>
type Task = TodayReport['tasks'][number]

const tasksMax = 5
const birthdaysMax = 2
const birthdayDaysAhead = 7

/** What to do today: regulars who stay away, birthdays to come. At most five. */
export function reportToday(
  context: Context,
  question: FilterQuery,
  limit: Caller['stores'],
): Promise<TodayReport> {
  const now = context.clock.now()
  const hour = now.toISOString().slice(0, 13)
  return keptAnswer(context, { report: 'today', question, limit, hour }, async (tx) => {
    const frame = await readFrame(tx, question)
    const filters = await resolveFilters(tx, question, limit)
    const today = frame.zone.dayOf(now)
    const birthdays = await birthdayTasks(tx, today, frame, filters)
    const away = await awayTasks(tx, { ...frame, today }, filters, tasksMax - birthdays.length)
    return {
      asOf: frame.asOf === null ? null : dateText(frame.asOf),
      today: dateText(today),
      tasks: [...away, ...birthdays],
    }
  })
}

type Away = Omit<Rhythm, 'usualGapDays'> & {
  id: string
  store: number
  revenue: number
  /** Null where no number tells how often they come. */
  usualGapDays: number | null
  visits: number
}

async function awayTasks(
  tx: Tx,
  frame: Frame & { today: number },
  filters: Filters,
  wanted: number,
): Promise<Task[]> {
  const { asOf, today } = frame
  if (asOf === null) return []
  const signs = await readSigns(tx, filters, await readDayReceipts(tx, filters, null))
  const silent = silentStores(
    await withAlarms(tx, sourcesOf(signs, { asOf, today }, await readOpenings(tx))),
  )
  const blocked = await readBlocked(tx)
  const closures = await readClosures(tx)
  const away: Away[] = []
  await scanCustomers(
    tx,
    { every: 'day', filters, days: true, totals: true, id: true },
    (customer) => {
      const rhythm = rhythmAt(customer, asOf, frame.regular, closures)
      if (!rhythm?.leaving) return
      const store = homeStore(customer)
      if (silent.has(store) || blocked.has(customer.id())) return
      const visitDays = visitDaysUntil(customer, asOf)
      const gaps = ownGaps(visitDays)
      away.push({
        ...rhythm,
        id: customer.id(),
        store,
        revenue: customer.revenue,
        usualGapDays: gaps && isSteady(gaps) ? gaps.median : null,
        visits: visitDays.length,
      })
    },
  )
  const first = away.sort(mostMissed).slice(0, wanted)
  const names = await nameCustomers(
    tx,
    first.map(({ id }) => id),
  )
  const stores = await readStores(tx, { stores: null })
  return first.map(({ id, store, usualGapDays, visits, awayDays, lastDay }): Task => {
    const known = stores.find(({ number }) => number === store)
    return {
      key: 'regular_away',
      customer: names.get(id)!,
      usualGapDays,
      visits,
      awayDays,
      lastDay: dateText(lastDay),
      store: known ? { code: known.code, name: known.name } : null,
    }
  })
}

/** Who used to come most often is missed first, whoever has no habit last; among equals, who brought most. */
const mostMissed = (a: Away, b: Away) =>
  (a.usualGapDays ?? 366) - (b.usualGapDays ?? 366) ||
  b.revenue - a.revenue ||
  (a.id < b.id ? -1 : 1)

type Birthday = { customer_id: string; birthday: string }

/** Birthdays of customers who were there within a year; 29 February is kept on the 28th in common years. */
async function birthdayTasks(
  tx: Tx,
  today: number,
  { zone }: Frame,
  filters: Filters,
): Promise<Task[]> {
  const days = Array.from({ length: birthdayDaysAhead + 1 }, (_, ahead) => today + ahead)
  const inDaysOf = new Map<string, number>()
  for (const day of days) {
    for (const monthDay of monthDaysKeptOn(day)) inDaysOf.set(monthDay, day - today)
  }
  const atStores = choosesPurchases(filters) && filters.stores
  const { rows } = await sql<Birthday>`
    select customer_id, birthday
    from persons join profiles using (customer_id)
    where right(birthday, 5) = any(${[...inDaysOf.keys()]}::text[])
      and ${lastDayThere(filters.presence, zone)} >= ${dateText(today - 365)}::date
      and not ${isBlocked(sql.ref('profiles.customer_id'))}
      ${atStores ? sql`and ${firstPlaceThere(filters.presence, 'store')} = any(${[...atStores]}::integer[])` : sql``}
    order by revenue desc, customer_id limit 100`.execute(tx)
  const next = rows
    .map((row) => ({ id: row.customer_id, inDays: inDaysOf.get(row.birthday.slice(-5))! }))
    .sort((a, b) => a.inDays - b.inDays)
    .slice(0, birthdaysMax)
  const names = await nameCustomers(
    tx,
    next.map(({ id }) => id),
  )
  return next.map(
    ({ id, inDays }): Task => ({
      key: 'birthday',
      customer: names.get(id)!,
      day: dateText(today + inDays),
      inDays,
    }),
  )
}

/** The `MM-DD` that are celebrated on a day. */
function monthDaysKeptOn(day: number): string[] {
  const monthDay = dateText(day).slice(5)
  const leapDayMissing = monthDay === '02-28' && dateText(day + 1).slice(5) === '03-01'
  return leapDayMissing ? [monthDay, '02-29'] : [monthDay]
}
