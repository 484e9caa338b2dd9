import { scannedCardNumber } from '#kernel/card-number.ts'
import { folded } from './search-text.ts'

/**
 * What somebody typed to find a customer. `words`: each stands somewhere in the name or an
 * identity, or all of it is a phone number with these digits. `beginning`: too short to be looked
 * for anywhere, so it is how the name begins.
 */
export type Search =
  | { kind: 'words'; words: readonly string[]; phoneDigits: string | null }
  | { kind: 'beginning'; text: string }

const trigramLength = 3
const wordsMax = 8

/** Null where nothing but blanks was typed. */
export function readSearch(text: string): Search | null {
  const typed = scannedCardNumber(text)
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean).slice(0, wordsMax)
  if (words.length === 0) return null
  const phoneDigits = phoneDigitsOf(typed)
  if (phoneDigits === null && !words.some(isIndexed)) {
    return { kind: 'beginning', text: folded(words.join(' ')) }
  }
  return { kind: 'words', words, phoneDigits }
}

/**
 * The index knows trigrams of letters and digits, the edge of a word counting as one: without any
 * in what was typed, everybody would have to be read.
 */
const isIndexed = (word: string) =>
  /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}](?:[\p{L}\p{N}]|[^\p{L}\p{N}])/u.test(word)

/** Numbers are kept with their country; whoever types 0170 means +49170 or another country's 170. */
function phoneDigitsOf(typed: string): string | null {
  if (!/^[\s\d()/.+-]+$/.test(typed)) return null
  const digits = typed
    .replace(/\(0+\)/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return digits.length >= trigramLength ? digits : null
}

/** A pattern for `like` that finds exactly this text anywhere. */
export const anywhere = (text: string): string => `%${escaped(text)}%`

/** A pattern for `like` that finds what begins with this text. */
export const beginningWith = (text: string): string => `${escaped(text)}%`

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
