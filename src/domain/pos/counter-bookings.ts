import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { Input, Reply } from '#contract/endpoint.ts'
import type {
  CounterBooking,
  listCounterBookings as endpoint,
} from '#contract/endpoints/pos-bookings.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { nameStaff } from '#domain/business/name-staff.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { notFound } from '#kernel/errors.ts'
import { type Days, inDays } from './in-days.ts'

type Asked = Input<typeof endpoint>['query']

/** What was booked beside the tills, newest first. */
export async function listCounterBookings(
  { database }: Context,
  caller: Caller,
  { cursor, limit, bookedBy, ...days }: Asked,
): Promise<Reply<typeof endpoint>> {
  return await readOnly(database, async (tx) => {
    const after = cursor === undefined ? null : decodeCursor(cursor, place)
    const rows = await readRows(
      tx,
      sql`
        ${await inDays(tx, caller, days satisfies Days, sql`booked_at`)}
        and (${bookedBy ?? null}::uuid is null or booked_by = 'cashier ' || ${bookedBy ?? null}::uuid)
        and ${after === null ? sql`true` : sql`(booked_at, booking_id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
        order by booked_at desc, booking_id desc limit ${limit + 1}`,
    )
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const nextCursor =
      rows.length > limit && last ? encodeCursor({ at: last.place, id: last.id }) : null
    return { items: await view(tx, shown), nextCursor }
  })
}

const place = z.strictObject({ at: z.iso.datetime({ offset: true }), id: uuid })

/** One of them, after it was put right. @throws Refusal where there is none */
export async function readCounterBooking(
  { database }: Context,
  bookingId: string,
): Promise<CounterBooking> {
  return await readOnly(database, async (tx) => {
    const [found] = await view(tx, await readRows(tx, sql`booking_id = ${bookingId}`))
    if (!found) throw notFound('pos_booking')
    return found
  })
}

type Row = Pick<
  CounterBooking,
  'id' | 'store' | 'bookedAt' | 'undoneAt' | 'reason' | 'customer'
> & {
  /** To the microsecond. */
  place: string
  amount: number | null
  bookedBy: string
  movedAt: Date | null
  movedFrom: CounterBooking['customer']
}

async function readRows(tx: Tx, wanted: RawBuilder<unknown>): Promise<Row[]> {
  const named = (alias: string) => sql`
    case when ${sql.ref(`${alias}.customer_id`)} is not null
      then json_build_object('id', ${sql.ref(`${alias}.customer_id`)}, 'name', (
        select name from persons where persons.customer_id = ${sql.ref(`${alias}.customer_id`)}
      )) end`
  const { rows } = await sql<Row>`
    select booking_id as id, json_build_object('code', code, 'name', stores.name) as store,
      to_char(booked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
      amount, booked_at as "bookedAt", booked_by as "bookedBy", undone_at as "undoneAt", reason,
      moved_at as "movedAt", ${named('booked')} as customer, ${named('before')} as "movedFrom"
    from pos_bookings
    join stores on stores.number = store_number
    left join customers as booked on booked.customer_id = pos_bookings.customer_id
    left join customers as before on before.customer_id = moved_from
    where ${wanted}`.execute(tx)
  return rows
}

async function view(tx: Tx, rows: readonly Row[]): Promise<CounterBooking[]> {
  const names = await nameStaff(
    tx,
    rows.map(({ bookedBy }) => bookedBy),
  )
  const { currency } = await readBusinessTerms({ kysely: tx })
  return rows.map(({ place: _, amount, bookedBy, movedAt, movedFrom, ...row }) => ({
    ...row,
    amount: amount === null ? null : { amount, currency },
    bookedBy: { cashierId: cashierOf(bookedBy), name: names.get(bookedBy) ?? null },
    moved: movedAt && { at: movedAt, from: movedFrom },
  }))
}

const cashierOf = (key: string) => /^cashier (.+)$/.exec(key)?.[1] ?? null
