import { type RawBuilder, sql } from 'kysely'
import type { BinaryRow } from '#database/binary-row.ts'
import { copyBinary } from '#database/copy.ts'
import type { Tx } from '#database/transaction.ts'
import { dayEntryBytes, monthRevenueEntryBytes, visitOnlyBit } from '#domain/profile/encoding.ts'
import { daysThere, wasThere } from '#domain/profile/presence.ts'
import type { CalendarUnit } from '#kernel/calendar.ts'
import { CustomerView } from './customer-view.ts'
import { customerConditions, visitsCount } from './filters.ts'
import { likelyCondition } from './likely-condition.ts'
import { addMonths } from './months.ts'
import { firstOf, hasMonths, monthsPer, numbersMax, unitsOfDays, type Wanted } from './wanted.ts'

type Reader = (row: BinaryRow, customer: CustomerView) => void

/** Some columns of a profile, and how they become part of a customer. */
type Piece = { columns: RawBuilder<unknown>[]; reader: (field: number) => Reader }

/** Streams profiles: activity from the bitmap of months where it suffices, else from the days. */
export async function scanProfiles(
  tx: Tx,
  wanted: Wanted,
  visit: (customer: CustomerView) => void,
): Promise<void> {
  const pieces = piecesOf(wanted)
  const likely = await likelyCondition(tx, wanted.filters)
  const readers = readersOf(pieces)
  const customer = new CustomerView()
  await copyBinary(tx, query(pieces, wanted, likely), (row) => {
    customer.clear()
    for (const read of readers) read(row, customer)
    if (customer.unitCount > 0) visit(customer)
  })
}

function query(pieces: readonly Piece[], { filters }: Wanted, likely: RawBuilder<unknown>[]) {
  const columns = pieces.flatMap((piece) => piece.columns)
  const conditions = [
    wasThere(filters.presence),
    ...customerConditions(filters, 'profiles'),
    ...likely,
  ]
  return sql`select ${sql.join(columns)} from profiles where ${sql.join(conditions, sql` and `)}`
}

function readersOf(pieces: readonly Piece[]): Reader[] {
  let field = 0
  return pieces.map(({ columns, reader }) => {
    const read = reader(field)
    field += columns.length
    return read
  })
}

function piecesOf(wanted: Wanted): Piece[] {
  const { every, filters } = wanted
  const fromMonths = hasMonths(every, filters)
  return [
    ...(fromMonths ? [months(every)] : []),
    ...(!fromMonths || wanted.days ? [days(wanted, !fromMonths)] : []),
    ...(wanted.revenueByUnit ? [monthRevenue(every)] : []),
    ...(wanted.totals ? [totals(filters)] : []),
    ...(wanted.profitable ? [profitable] : []),
    ...(wanted.group ? [{ columns: [firstOf(wanted.group, filters)], reader: groupReader }] : []),
    ...(wanted.id ? [id] : []),
  ]
}

const months = (every: CalendarUnit): Piece => ({
  columns: [sql`first_month`, sql`months`],
  reader: (field) => monthsReader(field, monthsPer(every)),
})

function monthsReader(field: number, monthsPerUnit: number): Reader {
  return (row, customer) => {
    const start = row.starts[field + 1]!
    const end = start + row.lengths[field + 1]!
    addMonths(customer, row.int2(field), row.buffer, start, end, monthsPerUnit)
  }
}

const days = (wanted: Wanted, asUnits: boolean): Piece => ({
  columns: [sql`days`],
  reader: (field) => daysReader(field, wanted, asUnits),
})

function daysReader(field: number, wanted: Wanted, asUnits: boolean): Reader {
  const stores = membership(wanted.filters.stores)
  const channels = membership(wanted.filters.channels)
  const unitByDay = unitsOfDays(wanted.every)
  const asDays = Boolean(wanted.days)
  const visits = visitsCount(wanted.filters)
  return (row, customer) => {
    const { buffer } = row
    const end = row.starts[field]! + row.lengths[field]!
    for (let at = row.starts[field]!; at < end; at += dayEntryBytes) {
      // The store first: it sorts out most.
      const store = buffer[at + 2]! | (buffer[at + 3]! << 8)
      if (stores !== null && stores[store] !== 1) continue
      const channel = buffer[at + 4]! | (buffer[at + 5]! << 8)
      if (channel & visitOnlyBit && !visits) continue
      if (channels !== null && channels[channel & ~visitOnlyBit] !== 1) continue
      const day = buffer[at]! | (buffer[at + 1]! << 8)
      if (asUnits) customer.addUnit(unitByDay[day]!)
      if (asDays) customer.addDay(day, store)
    }
  }
}

function membership(numbers: readonly number[] | null): Uint8Array | null {
  if (numbers === null) return null
  const members = new Uint8Array(numbersMax)
  for (const number of numbers) members[number] = 1
  return members
}

const monthRevenue = (every: CalendarUnit): Piece => ({
  columns: [sql`month_revenue`],
  reader: (field) => monthRevenueReader(field, monthsPer(every)),
})

function monthRevenueReader(field: number, monthsPerUnit: number): Reader {
  return (row, customer) => {
    const { buffer } = row
    const end = row.starts[field]! + row.lengths[field]!
    for (let at = row.starts[field]!; at < end; at += monthRevenueEntryBytes) {
      const month = (buffer[at]! << 8) | buffer[at + 1]!
      const amount = buffer.readInt32BE(at + 2) * 2 ** 32 + buffer.readUInt32BE(at + 6)
      customer.addRevenue(Math.floor(month / monthsPerUnit), amount)
    }
  }
}

const totals = ({ presence }: Wanted['filters']): Piece => ({
  columns: [
    sql`purchases`,
    sql`purchase_days`,
    sql`revenue`,
    sql`sales`,
    sql.ref('profiles.margin'),
    daysThere(presence),
  ],
  reader: (field) => (row, customer) => {
    customer.purchases = row.int4(field)
    customer.purchaseDays = row.int4(field + 1)
    customer.revenue = row.int8(field + 2)
    customer.sales = row.int8(field + 3)
    customer.margin = row.int8(field + 4)
    customer.daysThere = row.int4(field + 5)
  },
})

const profitable: Piece = {
  columns: [sql`profiles.margin > 0`],
  reader: (field) => (row, customer) => {
    customer.profitable = row.boolean(field)
  },
}

const groupReader =
  (field: number): Reader =>
  (row, customer) => {
    customer.group = row.int4(field)
  }

const id: Piece = {
  columns: [sql`customer_id`],
  reader: (field) => (row, customer) => {
    customer.id = () => row.uuid(field)
  },
}
