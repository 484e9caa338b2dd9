/**
 * The byte strings of a profile row.
 * - `days`, little-endian: 6 bytes per entry, sorted, distinct: uint16 day (days since 1970-01-01), uint16 store
 *   number, uint16 channel number. The top bit of the channel marks a day with a visit but no
 *   purchase at that store and channel. 0 as store or channel: not said.
 * - `months`: bit i (lowest first) says: a purchase in month first_month + i.
 * - `month_revenue`, big-endian (SQL adds to it): 10 bytes per entry, sorted by month: uint16 month (since January 1970),
 *   int64 net revenue of that month in minor units (returns at their own date; may be negative).
 */
export const dayEntryBytes = 6
export const monthRevenueEntryBytes = 10
export const visitOnlyBit = 0x8000

export type DayEntry = { day: number; store: number; channel: number; purchase: boolean }
export type MonthRevenue = { month: number; revenue: number }

export function encodeDays(entries: readonly DayEntry[]): Buffer {
  const bytes = Buffer.alloc(entries.length * dayEntryBytes)
  entries.forEach((entry, index) => {
    const at = index * dayEntryBytes
    bytes.writeUInt16LE(entry.day, at)
    bytes.writeUInt16LE(entry.store, at + 2)
    bytes.writeUInt16LE(entry.channel | (entry.purchase ? 0 : visitOnlyBit), at + 4)
  })
  return bytes
}

export function decodeDays(bytes: Buffer): DayEntry[] {
  const entries: DayEntry[] = []
  for (let at = 0; at < bytes.length; at += dayEntryBytes) {
    const channel = bytes.readUInt16LE(at + 4)
    entries.push({
      day: bytes.readUInt16LE(at),
      store: bytes.readUInt16LE(at + 2),
      channel: channel & ~visitOnlyBit,
      purchase: (channel & visitOnlyBit) === 0,
    })
  }
  return entries
}

/** `months` are ascending and distinct; the first one is `first_month`. */
export function encodeMonths(months: readonly number[]): Buffer {
  const first = months[0]
  if (first === undefined) return Buffer.alloc(0)
  const bytes = Buffer.alloc(((months.at(-1)! - first) >> 3) + 1)
  for (const month of months) bytes[(month - first) >> 3]! |= 1 << ((month - first) & 7)
  return bytes
}

export function decodeMonths(first: number, bytes: Buffer): number[] {
  const months: number[] = []
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    if (bytes[bit >> 3]! & (1 << (bit & 7))) months.push(first + bit)
  }
  return months
}

export function encodeMonthRevenue(entries: readonly MonthRevenue[]): Buffer {
  const bytes = Buffer.alloc(entries.length * monthRevenueEntryBytes)
  entries.forEach(({ month, revenue }, index) => {
    bytes.writeUInt16BE(month, index * monthRevenueEntryBytes)
    bytes.writeBigInt64BE(BigInt(revenue), index * monthRevenueEntryBytes + 2)
  })
  return bytes
}

export function decodeMonthRevenue(bytes: Buffer): MonthRevenue[] {
  const entries: MonthRevenue[] = []
  for (let at = 0; at < bytes.length; at += monthRevenueEntryBytes) {
    entries.push({
      month: bytes.readUInt16BE(at),
      revenue: Number(bytes.readBigInt64BE(at + 2)),
    })
  }
  return entries
}
