/** Digits drawn at random, and the check digits behind them. */
const drawnDigits = 8
const checkDigits = 2
export const cardNumberDigits = drawnDigits + checkDigits

/** `own`: of our form, its check digits right. `mistyped`: of our form but for them. */
export type CardNumberForm = 'own' | 'mistyped' | 'foreign'

/**
 * Ten digits, the first of them no 0, are of our own form, in whatever groups or link they are written;
 * anything else is the number of another system's card.
 */
export function formOfCardNumber(text: string): CardNumberForm {
  const together = withoutGroups(text)
  if (!/^[1-9]\d{9}$/.test(together)) return 'foreign'
  return Number(together) % modulus === 1 ? 'own' : 'mistyped'
}

/**
 * A number with its check digits by ISO 7064 MOD 97-10: the whole leaves 1 when divided by 97. That
 * finds every single wrong digit and every two that changed places, neighbors or not.
 * @param drawn eight digits
 */
export function withCheckDigits(drawn: number): string {
  const check = modulus + 1 - ((drawn * 100) % modulus)
  return `${drawn}${String(check).padStart(checkDigits, '0')}`
}

/** The first digit is never 0: spreadsheets lose it, and telephone numbers begin with it. */
const drawnFrom = 10 ** (drawnDigits - 1)
const drawnTo = 10 ** drawnDigits

/**
 * A number nobody can guess from another: drawn by the system's own generator, each as likely.
 * @param random gives a whole number from `from` up to below `to`
 */
export const drawCardNumber = (random: (from: number, to: number) => number): string =>
  withCheckDigits(random(drawnFrom, drawnTo))

/** As people read it aloud: `4821 0937 06`. Numbers of another form stay as they are. */
export function groupedCardNumber(text: string): string {
  const together = withoutGroups(text)
  if (formOfCardNumber(text) === 'foreign') return text
  return `${together.slice(0, 4)} ${together.slice(4, 8)} ${together.slice(8)}`
}

/** Ten digits without blanks, hyphens and link; what is of another form stays as it was written. */
export const bareCardNumber = (text: string): string =>
  formOfCardNumber(text) === 'foreign' ? text : withoutGroups(text)

/**
 * What the QR code of a printed card holds where the program has a lasting address. The number stands
 * behind the hash, which no server and no log ever sees, and after a hyphen: on a German keyboard a
 * scanner's `=` is half of an accent and would swallow the digit that follows.
 */
export const cardLink = (origin: string, cardNumber: string): string =>
  `${origin}/#card-${cardNumber}`

/**
 * The number at the end of a card's link, its check digits right; null: it is no such link. A scanner
 * types for one keyboard and is read by another (`httpsÖ--card.example-§cardß4821093710`), so only
 * what each of them leaves as it is tells: how an address begins, and the digits.
 */
export function numberInCardLink(scanned: string): string | null {
  const number = /\D([1-9]\d{9})\s*$/.exec(scanned)?.[1]
  if (number === undefined || !/http/i.test(scanned)) return null
  return Number(number) % modulus === 1 ? number : null
}

/** The number a scanned card means, from its link or as it was read. */
export const scannedCardNumber = (scanned: string): string => numberInCardLink(scanned) ?? scanned

const modulus = 97
const withoutGroups = (text: string) => scannedCardNumber(text).replace(/[\s-]/g, '')
