import type { RewardOfGuest } from '#contract/endpoints/portal-card.ts'
import { rewardGivenHere } from '#contract/language/reward.ts'
import { readOnly } from '#database/transaction.ts'
import { currenciesAt, readCurrencies } from '#domain/ledger/read-currencies.ts'
import { customerRewards } from '#domain/loyalty/rewards/customer-rewards.ts'
import type { Language } from '#locales/language.ts'
import { guestLanguage } from './read-session.ts'
import type { PortalRim } from './rim.ts'

/** Every reward and how far it is, those that can be had first, then the nearest. */
export async function listRewards(
  { context, planFor }: PortalRim,
  customerId: string,
  asked: Language | undefined,
): Promise<{ items: RewardOfGuest[] }> {
  const { database, clock } = context
  const { language, currencies } = await readOnly(database, async (tx) => ({
    language: await guestLanguage(tx, customerId, asked),
    currencies: currenciesAt(await readCurrencies(tx), clock.now()),
  }))
  const { items } = await customerRewards(context, planFor, customerId, language)
  const views = items.map(
    ({ key, name, price, currency, gives, available, redeemable, reasons }): RewardOfGuest => ({
      ...{ key, name, price, currency, kind: gives.kind, available, reasons },
      currencyName: currencies.get(currency)?.name ?? currency,
      way: rewardGivenHere(gives) ? 'here' : 'till',
      ready: redeemable && available >= price,
      missing: Math.max(0, price - available),
    }),
  )
  return { items: views.sort(byNearness) }
}

const byNearness = (one: RewardOfGuest, other: RewardOfGuest) =>
  Number(other.ready) - Number(one.ready) || one.missing - other.missing || one.price - other.price
