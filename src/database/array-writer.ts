import { dayMillis } from '#kernel/calendar.ts'

/** The types of columns that rows are passed in. */
export type ColumnType =
  | 'uuid'
  | 'text'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'timestamptz'
  | 'date'
  | 'jsonb'
  | 'bytea'

/** `date` is a day number since 1970-01-01, `jsonb` the text of it, `bytea` may be in hexadecimal. */
export type ColumnValue = string | number | boolean | Date | Buffer | null

/** Numbers of the types in PostgreSQL's catalogue; they never change. */
const oids: Record<ColumnType, number> = {
  boolean: 16,
  bytea: 17,
  bigint: 20,
  smallint: 21,
  integer: 23,
  text: 25,
  date: 1082,
  timestamptz: 1184,
  uuid: 2950,
  jsonb: 3802,
}

const epochMillis = Date.UTC(2000, 0, 1)
const epochDay = epochMillis / dayMillis
const headerBytes = 20
const smallestScratchBytes = 65_536

/** Written to again and again: what is handed out is a copy. Nothing here waits in between. */
let scratch = Buffer.alloc(smallestScratchBytes)
let end = 0

/**
 * A one-dimensional array in PostgreSQL's binary form, which neither side has to parse.
 * @throws NumberOutOfRange where an integer does not fit
 */
export function binaryArray<Row>(
  rows: readonly Row[],
  of: (row: Row, place: number) => ColumnValue,
  type: ColumnType,
): Buffer {
  end = 0
  room(headerBytes)
  scratch.writeInt32BE(rows.length === 0 ? 0 : 1, 0)
  scratch.writeInt32BE(1, 4)
  scratch.writeInt32BE(oids[type], 8)
  scratch.writeInt32BE(rows.length, 12)
  scratch.writeInt32BE(1, 16)
  end = rows.length === 0 ? headerBytes - 8 : headerBytes
  // Each type's column gives the values its writer takes.
  const write = writers[type] as (value: ColumnValue) => void
  for (let index = 0; index < rows.length; index++) {
    const value = of(rows[index]!, index)
    room(4)
    const start = end
    end += 4
    if (value !== null) write(value)
    scratch.writeInt32BE(value === null ? -1 : end - start - 4, start)
  }
  return Buffer.from(scratch.subarray(0, end))
}

/** Has the code PostgreSQL gives such a number, so that it is refused the same way. */
export class NumberOutOfRange extends RangeError {
  readonly code = '22003'
}

const writers: Record<ColumnType, (value: never) => void> = {
  uuid: writeUuid,
  text: writeText,
  jsonb: writeJson,
  bytea: writeBytes,
  boolean: (value: boolean) => {
    room(1)
    scratch[end++] = value ? 1 : 0
  },
  smallint: (value: number) => {
    within(value, 2 ** 15)
    room(2)
    end = scratch.writeInt16BE(value, end)
  },
  integer: writeInteger,
  bigint: writeBigint,
  date: (value: number) => writeInteger(value - epochDay),
  timestamptz: (value: Date) => writeBigint((value.getTime() - epochMillis) * 1000),
}

function writeText(value: string): void {
  room(value.length * 3)
  end += scratch.write(value, end)
}

/** The first byte names the version of the format. */
function writeJson(value: string): void {
  room(1)
  scratch[end++] = 1
  writeText(value)
}

function writeBytes(value: Buffer | string): void {
  room(value.length)
  end += typeof value === 'string' ? scratch.write(value, end, 'hex') : value.copy(scratch, end)
}

function writeInteger(value: number): void {
  within(value, 2 ** 31)
  room(4)
  end = scratch.writeInt32BE(value, end)
}

function writeBigint(value: number): void {
  within(value, 2 ** 63)
  room(8)
  const high = Math.floor(value / 2 ** 32)
  end = scratch.writeInt32BE(high, end)
  end = scratch.writeUInt32BE(value - high * 2 ** 32, end)
}

function within(value: number, limit: number): void {
  if (!(value >= -limit && value < limit)) throw new NumberOutOfRange(`${value} is out of range`)
}

function writeUuid(value: string): void {
  room(16)
  let byte = 0
  let digits = 0
  for (let index = 0; index < value.length; index++) {
    const digit = hexDigits[value.charCodeAt(index)]!
    if (digit === notADigit) continue
    byte = (byte << 4) | digit
    if (++digits % 2 === 0) scratch[end++] = byte
  }
}

const notADigit = 255
const hexDigits = Uint8Array.from({ length: 256 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? notADigit : digit
})

function room(bytes: number): void {
  if (end + bytes <= scratch.length) return
  const larger = Buffer.alloc(Math.max(scratch.length * 2, end + bytes))
  scratch.copy(larger, 0, 0, end)
  scratch = larger
}
