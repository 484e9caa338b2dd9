const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const digitOf = new Map([...alphabet].map((letter, value) => [letter, BigInt(value)]))
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const random = new Uint8Array(4096)
let randomUsed = random.length
let lastMillis = 0
let sequence = 0

/**
 * A new id as the database keeps it: a UUID of version 7 (RFC 9562), ordered by time of making.
 * Ids of one process made within one millisecond are ordered by a 12 bit counter.
 */
export function newId(): string {
  const millis = nextMillis().toString(16).padStart(12, '0')
  const at = takeRandom(8)
  let rest = hexOfByte[(random[at]! & 0x3f) | 0x80]!
  for (let byte = 1; byte < 8; byte++) rest += hexOfByte[random[at + byte]!]
  return uuidText(`${millis}7${sequence.toString(16).padStart(3, '0')}${rest}`)
}

/** The form an id has outside the database: prefix and 26 characters Crockford, `cus_01J...`. */
export function publicId(prefix: string, id: string): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`)
  let letters = ''
  for (let place = 0; place < 26; place++) {
    letters = alphabet[Number(rest & 31n)]! + letters
    rest >>= 5n
  }
  return `${prefix}_${letters}`
}

/** The database's form of a public id, or null where the text is no id of that prefix. */
export function internalId(prefix: string, text: string): string | null {
  if (!text.startsWith(`${prefix}_`) || text.length !== prefix.length + 27) return null
  let value = 0n
  for (const letter of text.slice(prefix.length + 1)) {
    const digit = digitOf.get(letter)
    if (digit === undefined) return null
    value = (value << 5n) | digit
  }
  if (value >> 128n) return null
  const hex = value.toString(16).padStart(32, '0')
  return uuidText(hex)
}

/** 32 hexadecimal digits in the form of a UUID. */
export const uuidText = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`

/** One of sixteen, by the last digit of an id: rows that many write lie apart by it. */
export const shardOf = (id: string): number => Number.parseInt(id.slice(-1), 16)

/** The UUID that nobody has, before all others in order. */
export const nilId = '00000000-0000-0000-0000-000000000000'

function nextMillis(): number {
  const now = Date.now()
  if (now > lastMillis) {
    lastMillis = now
    sequence = random[takeRandom(1)]!
  } else if (++sequence > 0xfff) {
    lastMillis++
    sequence = 0
  }
  return lastMillis
}

/** Claims bytes of `random`, refilled as needed. @returns where they begin */
function takeRandom(count: number): number {
  if (randomUsed + count > random.length) {
    crypto.getRandomValues(random)
    randomUsed = 0
  }
  randomUsed += count
  return randomUsed - count
}
