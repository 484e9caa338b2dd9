/**
 * A value as PostgreSQL reads it in text form; null is null. Arrays become PostgreSQL arrays,
 * other objects JSON; a JSON array must come as text.
 */
export function valueText(value: unknown): string | null {
  const text = asText(value)
  if (text?.includes('\0')) throw new TypeError('PostgreSQL stores no NUL characters.')
  return text
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return arrayText(value)
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

const arrayText = (items: readonly unknown[]): string => `{${items.map(arrayItem).join(',')}}`

function arrayItem(item: unknown): string {
  if (Array.isArray(item)) return arrayText(item)
  const text = asText(item)
  return text === null ? 'null' : `"${text.replace(/["\\]/g, '\\$&')}"`
}
