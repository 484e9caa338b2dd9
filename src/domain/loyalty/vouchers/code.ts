import { randomBytes } from 'node:crypto'
import type { VoucherCodeFault } from '#contract/endpoints/vouchers.ts'
import { voucherCodeLengthMax } from '#contract/language/voucher.ts'

/** As it is compared, and as it is written. */
export type Code = { code: string; shown: string }

/** No 0 and O, no 1, I and L, no U: nothing that a voice or a hand could mix up. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 13 of 30 letters: 63.8 bits. */
const length = 13
const groups = [4, 5, 4]
const lengthMin = 3

/** Whose a code of a partner is that was handed out to somebody who does not have it any more. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** A code as it is compared: without regard to case, blanks and dashes. */
export const comparedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_]/gu, '')

/** A code somebody else made up, or what is wrong with it. */
export function readCode(text: string): Code | VoucherCodeFault {
  const shown = text.trim()
  const code = comparedCode(shown)
  if (!/^[\p{L}\p{N}.]*$/u.test(code)) return 'voucher_code_malformed'
  if (code.length < lengthMin) return 'voucher_code_too_short'
  if (code.length > voucherCodeLengthMax || shown.length > voucherCodeLengthMax * 2) {
    return 'voucher_code_too_long'
  }
  return { code, shown: shown.toUpperCase() }
}

/** A code nobody can guess: `K7QM-3XWPA-9RTC`. */
export function newCode(): Code {
  const code = randomLetters(length)
  let start = 0
  const parts = groups.map((size) => {
    start += size
    return code.slice(start - size, start)
  })
  return { code, shown: parts.join('-') }
}

/** Each letter as likely as any other: bytes beyond a multiple of their number are thrown away. */
export function randomLetters(count: number): string {
  const fair = 256 - (256 % letters.length)
  let text = ''
  while (text.length < count) {
    for (const byte of randomBytes(count - text.length)) {
      if (byte < fair) text += letters[byte % letters.length]
    }
  }
  return text
}
