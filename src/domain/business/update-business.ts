import { sql } from 'kysely'
import type { Business, BusinessChange } from '#contract/endpoints/business.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { isCurrency } from '#kernel/money.ts'
import { isTimeZone } from '#kernel/time-zone.ts'
import type { Hooks } from './hooks.ts'
import { readBusiness } from './queries.ts'

/** Changes settings; what is left out stays. */
export async function updateBusiness(
  { database }: Pick<Context, 'database'>,
  hooks: Hooks,
  change: BusinessChange,
): Promise<Business> {
  refuseUnknownNames(change)
  await transaction(database, (tx) => updateBusinessIn(tx, hooks, change))
  return await readBusiness(database)
}

/** The same within a transaction, for whoever changes more than settings. */
export async function updateBusinessIn(
  tx: Tx,
  hooks: Hooks,
  change: BusinessChange,
): Promise<void> {
  await sql`select from business for update`.execute(tx)
  const before = await readBusiness({ kysely: tx })
  refuseOtherCurrency(before, change)
  const after = { ...before, ...change }
  await save(tx, after, change.defaultMargin !== undefined)
  if (before.timeZone !== after.timeZone) await hooks.recount(tx, 'days')
  else if (profitsOtherwise(before, after)) await hooks.recount(tx, 'profit')
}

/** Takes over the terms of the first file, while nothing is counted by others yet. */
export async function adoptTerms(
  tx: Tx,
  { currency, timeZone }: Pick<Business, 'currency' | 'timeZone'>,
): Promise<void> {
  await sql`
    update business set currency = ${currency}, time_zone = ${timeZone},
      configured = true, revision = revision + 1
  `.execute(tx)
}

function refuseUnknownNames({ timeZone, currency }: BusinessChange) {
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw malformed('time_zone_unknown', 'There is no such time zone.', '/timeZone')
  }
  if (currency !== undefined && !isCurrency(currency)) {
    throw malformed('currency_unknown', 'There is no such currency.', '/currency')
  }
}

/** Amounts are kept in minor units of the business's currency and would silently change meaning. */
function refuseOtherCurrency(before: Business, { currency = before.currency }: BusinessChange) {
  if (currency === before.currency || !before.currencyFixed) return
  throw conflict(
    'currency_in_use',
    `Purchases are already kept in ${before.currency}; the currency can no longer change.`,
  )
}

const profitsOtherwise = (before: Business, after: Business) =>
  before.defaultMargin !== after.defaultMargin || before.defaultTaxRate !== after.defaultTaxRate

async function save(tx: Tx, business: Business, saysMargin: boolean) {
  await sql`
    update business set
      name = ${business.name}, time_zone = ${business.timeZone}, currency = ${business.currency},
      language = ${business.language}, address_form = ${business.addressForm},
      trade = ${business.trade}, accent_hue = ${business.accentHue},
      default_margin = ${business.defaultMargin},
      default_margin_said = default_margin_said or ${saysMargin},
      default_tax_rate = ${business.defaultTaxRate},
      regular_purchase_days = ${business.regularPurchaseDays},
      regular_within_days = ${business.regularWithinDays},
      presence = ${business.presence}, companies_shown = ${business.companiesShown},
      configured = true, revision = revision + 1
  `.execute(tx)
}
