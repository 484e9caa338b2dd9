import type { VoucherCodeFault } from '#contract/endpoints/vouchers.ts'
import type { VoucherReason } from '#contract/language/voucher.ts'
import { Refusal } from '#kernel/errors.ts'
import { voucherReasons as german } from '#locales/de/voucher-reasons.ts'
import { voucherReasons as english } from '#locales/en/voucher-reasons.ts'
import type { Language } from '#locales/language.ts'

const words = { de: german, en: english }

/** Why a voucher does not count, or a code was not taken, as one sentence. */
export const reasonInWords = (reason: VoucherReason | VoucherCodeFault, language: Language) =>
  words[language][reason]

/** A refusal by the first reason, that tells them all. */
export function refusalOf(reasons: readonly VoucherReason[], language: Language): Refusal {
  const first = reasons[0]!
  const faults = reasons.map((code) => ({
    pointer: '/code',
    code,
    message: reasonInWords(code, language),
  }))
  const kind = first === 'voucher_code_unknown' ? 'not_found' : 'conflict'
  return new Refusal(kind, first, faults[0]!.message, faults)
}
