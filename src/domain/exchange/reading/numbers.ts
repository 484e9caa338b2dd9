import type { DecimalMark } from '#contract/language/import-mapping.ts'

const currencySigns =
  /^(?:[€$£¥]|[A-Z]{3}(?![A-Z])|Fr\.?|kr\.?|zł|Kč)\s*|\s*(?:[€$£¥]|(?<![A-Z])[A-Z]{3}|Fr\.?|kr\.?|zł|Kč)$/gu
const blanks = /[\s\u00a0\u202f\u2009]+/g

/** Digits and sign of a written number: value = sign * digits / 10 ** scale. */
type Decimal = { negative: boolean; digits: string; scale: number }

/**
 * A written number as a whole number of 1 / 10 ** decimals, rounded half up (away from zero for
 * negatives), worked out on the digits so that no binary fraction comes between. Undefined where
 * the text is no number in this notation or too large to be kept exactly.
 */
export function parseScaled(text: string, mark: DecimalMark, decimals: number): number | undefined {
  const decimal = parseDecimal(text, mark)
  if (!decimal) return undefined
  const value = rounded(decimal, decimals)
  if (!Number.isSafeInteger(value)) return undefined
  return decimal.negative && value !== 0 ? -value : value
}

function rounded({ digits, scale }: Decimal, decimals: number): number {
  if (scale <= decimals) return Number(digits + '0'.repeat(decimals - scale))
  const kept = digits.slice(0, digits.length - (scale - decimals))
  const next = digits[digits.length - (scale - decimals)]!
  return Number(kept || '0') + (next >= '5' ? 1 : 0)
}

function parseDecimal(text: string, mark: DecimalMark): Decimal | undefined {
  const { body, negative } = withoutSign(text)
  const match = (mark === 'comma' ? commaNumber : pointNumber).exec(body)
  if (!match) return undefined
  const whole = (match[1] ?? '').replace(/\D/g, '')
  const fraction = /^\d*$/.test(match[2] ?? '') ? (match[2] ?? '') : ''
  if (whole === '' && fraction === '') return undefined
  return { negative, digits: (whole || '0') + fraction, scale: fraction.length }
}

// Groups must be groups of three: 1.23 is no number where the comma is the decimal mark, and
// reading it as 123 would be a hundredfold mistake. "12,-" is how prices are written by hand.
const pointNumber =
  /^(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:['’]\d{3})+|[1-9]\d{0,2}(?: \d{3})+|)(?:\.(\d+|[-–—]{1,2})?)?$/
const commaNumber =
  /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:['’]\d{3})+|[1-9]\d{0,2}(?: \d{3})+|)(?:,(\d+|[-–—]{1,2})?)?$/

/** Signs stand before, behind (SAP) or as brackets; currency signs on either side of them. */
function withoutSign(text: string): { body: string; negative: boolean } {
  let body = text.replace(blanks, ' ').trim().replace(currencySigns, '').trim()
  let negative = false
  const bracketed = /^\((.*)\)$/.exec(body)
  const leading = /^[-−–+]\s*(?=.*\d)/.exec(body)
  const trailing = /(?<=\d)\s*[-−+]$/.exec(body)
  if (bracketed) {
    body = bracketed[1]!
    negative = true
  } else if (leading) {
    body = body.slice(leading[0].length)
    negative = !leading[0].startsWith('+')
  } else if (trailing) {
    negative = !trailing[0].endsWith('+')
    body = body.slice(0, -trailing[0].length)
  }
  return { body: body.trim().replace(currencySigns, '').trim(), negative }
}

export type DecimalMarkEvidence = {
  mark: DecimalMark | null
  /** Some speak for one mark, some for the other. */
  mixed: boolean
  /** Some, such as 1.234, are 1234 in one reading and a little over one in the other. */
  ambiguous: boolean
}

/** Which decimal mark a column's numbers speak for: null where none does. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMarkEvidence {
  const votes = { point: 0, comma: 0, either: 0 }
  for (const text of texts) {
    const { body } = withoutSign(text)
    const vote = voteOf(body)
    if (vote) votes[vote]++
  }
  const { point, comma } = votes
  return {
    mark: point === comma ? null : point > comma ? 'point' : 'comma',
    mixed: point > 0 && comma > 0,
    ambiguous: point === comma && votes.either > 0,
  }
}

function voteOf(body: string): DecimalMark | 'either' | null {
  const asPoint = pointNumber.test(body)
  const asComma = commaNumber.test(body)
  if (asPoint && asComma) return /[.,]/.test(body) ? 'either' : null
  return asPoint ? 'point' : asComma ? 'comma' : null
}

/** Whether a text is a number in one notation or the other. */
export function looksLikeNumber(text: string): boolean {
  return parseDecimal(text, 'point') !== undefined || parseDecimal(text, 'comma') !== undefined
}
