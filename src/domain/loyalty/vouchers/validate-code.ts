import type { Reply } from '#contract/endpoint.ts'
import type { validateVoucherCode } from '#contract/endpoints/voucher-codes.ts'
import { readOnly } from '#database/transaction.ts'
import type { Asking, Use } from './ask.ts'
import { judge } from './judge.ts'
import { isFound, lookUp } from './look-up.ts'
import { reasonInWords } from './reason-in-words.ts'
import { articleOf } from './redemption.ts'

/** What a code is worth in this cart, or why nothing; changes nothing. */
export async function validateCode(
  { context, caller, guesses }: Asking,
  use: Use,
): Promise<Reply<typeof validateVoucherCode>> {
  guesses.refuseGuesser(caller)
  const found = await readOnly(context.database, (tx) =>
    lookUp(tx, use, { stores: caller.stores, now: context.clock.now(), lock: false }),
  )
  if (!isFound(found)) {
    guesses.noteUnknownCodes(caller, 1)
    return unknown(use.language ?? found.language, found.currency)
  }
  guesses.noteUnknownCodes(caller, found.unknownOthers)
  const { voucherId, shown, situation, terms } = found
  const { content } = situation
  const { reasons, discount, remaining } = judge(situation)
  const money = (amount: number) => ({ amount, currency: terms.currency })
  return {
    valid: reasons.length === 0,
    reasons: reasons.map((code) => ({
      code,
      message: reasonInWords(code, use.language ?? terms.language),
    })),
    voucher: {
      id: voucherId,
      name: content.name,
      benefit: content.benefit,
      combinable: content.combinable,
    },
    code: shown,
    discount: money(discount),
    article: articleOf(content.benefit),
    remaining: remaining === null ? null : money(remaining),
  }
}

const unknown = (language: 'de' | 'en', currency: string) => ({
  valid: false,
  reasons: [
    {
      code: 'voucher_code_unknown' as const,
      message: reasonInWords('voucher_code_unknown', language),
    },
  ],
  voucher: null,
  code: null,
  discount: { amount: 0, currency },
  article: null,
  remaining: null,
})
