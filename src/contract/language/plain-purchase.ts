import { customerReference, type PurchaseInput } from './event.ts'
import { firstInstant, lastInstant, minorUnitsMax } from './text.ts'

/**
 * A purchase in its plainest form, as nearly every till sends it: names of printable ASCII, whole
 * amounts, an instant that needs no calendar to be checked. The schema says the same of it, in a
 * fifth of the speed. Null: ask the schema, which may still accept it. A property holds both together.
 */
export function plainPurchase(sent: unknown): PurchaseInput | null {
  if (!isObject(sent) || sent.type !== 'purchase') return null
  // What every reader let pass is what the schema gives, field by field in its order.
  return readFields(sent, purchaseFields) as PurchaseInput | null
}

/** What the schema makes of a value; `undefined`: it has to be asked. */
type Read = (value: unknown) => unknown
type Field = { name: string; read: Read; missing: 'refused' | 'left out' | 0 }

const label =
  (max: number): Read =>
  (value) =>
    typeof value === 'string' && value.length <= max && plainText.test(value) ? value : undefined

/** Printable, no blanks at its ends. */
const plainText = /^[!-~](?:[ -~]*[!-~])?$/

const whole =
  (min: number, max: number): Read =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max // an integer is a number
      ? value
      : undefined

const taxRate: Read = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined

const flag: Read = (value) => (typeof value === 'boolean' ? value : undefined)

/** Every day but 29 February, which is not in every year. */
const plainInstant =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/

const instant: Read = (value) => {
  if (typeof value !== 'string' || !plainInstant.test(value)) return undefined
  const millis = Date.parse(value)
  return millis >= firstInstant && millis < lastInstant ? value : undefined
}

const optional = (name: string, read: Read): Field => ({ name, read, missing: 'left out' })
const required = (name: string, read: Read): Field => ({ name, read, missing: 'refused' })

const notNegative = whole(0, minorUnitsMax)
const code = label(64)

const lineFields: readonly Field[] = [
  optional('sku', label(64)),
  optional('name', label(200)),
  optional('category', code),
  optional('quantity', whole(-1e8, 1e8)),
  optional('unitPrice', whole(-minorUnitsMax, minorUnitsMax)),
  optional('discount', notNegative),
  required('amount', whole(-minorUnitsMax, minorUnitsMax)),
  optional('cost', notNegative),
  optional('taxRate', taxRate),
  optional('taxIncluded', flag),
]

const namedFields: readonly Field[] = [
  optional('externalId', label(128)),
  optional('cardNumber', label(64)),
]

/** Ids, addresses and phone numbers have forms of their own. */
function customer(value: unknown): unknown {
  const named = readFields(value, namedFields)
  return named ?? customerReference.safeParse(value).data
}

const linesMax = 200

function lines(value: unknown): unknown {
  if (!Array.isArray(value) || value.length > linesMax) return undefined
  const read: object[] = []
  for (const sent of value) {
    const line = readFields(sent, lineFields)
    if (line === null) return undefined
    read.push(line)
  }
  return read
}

const purchaseFields: readonly Field[] = [
  required('type', (value) => value),
  required('source', code),
  required('externalId', label(200)),
  { name: 'version', read: whole(0, Number.MAX_SAFE_INTEGER), missing: 0 },
  required('occurredAt', instant),
  optional('customer', customer),
  optional('store', code),
  optional('channel', code),
  optional('receiptNumber', label(100)),
  optional('lines', lines),
  optional('amount', notNegative),
]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Null where a field is not plain, is missing, or is none of these. */
function readFields(sent: unknown, fields: readonly Field[]): object | null {
  if (!isObject(sent)) return null
  const read: Record<string, unknown> = {}
  let known = 0
  for (const field of fields) {
    const value = sent[field.name]
    if (value === undefined) {
      if (field.missing === 'refused') return null
      if (field.missing === 0) read[field.name] = 0
      continue
    }
    const plain = field.read(value)
    if (plain === undefined) return null
    read[field.name] = plain
    known++
  }
  return countOf(sent) === known ? read : null
}

function countOf(sent: object): number {
  let count = 0
  for (const _ in sent) count++
  return count
}
