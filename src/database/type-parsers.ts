import { types } from 'pg'

/** PostgreSQL's numbers for its types (pg_type.oid). */
const int8Oid = 20
const int8ArrayOid = 1016
const dateOid = 1082
const dateArrayOid = 1182
const numericArrayOid = 1231
const textArrayOid = 1009

const asText = (text: string) => text

function safeInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new NumberTooLarge(`The bigint ${text} is too large for a JavaScript number.`)
}

/** PostgreSQL's own code for what is too large for a number of its; here it is one of ours. */
export const numberTooLarge = '22003'

class NumberTooLarge extends RangeError {
  readonly code = numberTooLarge
}

// The driver's own list of type numbers names no arrays, though it parses them.
const parseTextArray = types.getTypeParser(textArrayOid as number)

const textArray = (text: string): (string | null)[] => parseTextArray(text)

const parsers: Record<number, (text: string) => unknown> = {
  [int8Oid]: safeInteger,
  [int8ArrayOid]: (text) =>
    textArray(text).map((item) => (item === null ? null : safeInteger(item))),
  [dateOid]: asText,
  [dateArrayOid]: textArray,
  [numericArrayOid]: textArray,
}

/**
 * How columns arrive: bigint as a number (beyond 2^53 it throws), numeric as text, a date as
 * 'YYYY-MM-DD' because it is no moment, timestamptz as a Date. Handed to each connection, since
 * other libraries in the process may rely on the driver's own parsers.
 */
export const columnTypes: typeof types = {
  ...types,
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    format === 'binary'
      ? types.getTypeParser(oid, 'binary')
      : (parsers[oid] ?? types.getTypeParser(oid, 'text'))) as typeof types.getTypeParser,
}
