import type { VoucherCodeFault } from '#contract/endpoints/vouchers.ts'
import { voucherCodeLengthMax } from '#contract/language/voucher.ts'
import { unambiguous } from '#kernel/unambiguous.ts'

/** As it is compared, and as it is written. */
export type Code = { code: string; shown: string }

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
  const code = unambiguous(length)
  let start = 0
  const parts = groups.map((size) => {
    start += size
    return code.slice(start - size, start)
  })
  return { code, shown: parts.join('-') }
}
