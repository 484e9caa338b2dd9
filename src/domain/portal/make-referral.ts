import type { Reply } from '#contract/endpoint.ts'
import type { makePortalReferral as endpoint } from '#contract/endpoints/portal-card.ts'
import { readOnly } from '#database/transaction.ts'
import { currenciesAt, readCurrencies } from '#domain/ledger/read-currencies.ts'
import { makeReferralCode } from '#domain/loyalty/referrals/referral-code.ts'
import { termsAt } from '#domain/loyalty/referrals/terms-rows.ts'
import type { PortalRim } from './rim.ts'

/** The guest's own code and link to bring others with, and what it is worth to both. */
export async function makeReferral(
  { context }: PortalRim,
  customerId: string,
  origin: string,
): Promise<Reply<typeof endpoint>> {
  const { code } = await makeReferralCode(context, customerId, {})
  const now = context.clock.now()
  const terms = await readOnly(context.database, async (tx) => {
    const said = await termsAt(tx, now)
    if (!said) return null
    const { currency, referrerPoints, recruitPoints } = said
    const name = currenciesAt(await readCurrencies(tx), now).get(currency)?.name ?? currency
    return { referrerPoints, recruitPoints, currencyName: name }
  })
  return { code, link: `${origin}/?ref=${encodeURIComponent(code)}`, terms }
}
