import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { definePointCurrency, PointCurrencyView } from '#contract/endpoints/programs.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { holdTerms } from '#domain/events/terms.ts'
import { defineCurrency as define } from '#domain/ledger/define-currency.ts'
import { type CostRates, readCostRates } from '#domain/ledger/liability/cost-rates.ts'
import {
  type CurrencyRevision,
  currenciesAt,
  readCurrencies,
} from '#domain/ledger/read-currencies.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { conflict } from '#kernel/errors.ts'

type Wish = Input<typeof definePointCurrency>['body'] & { currency: string }

const currenciesMax = 20

/** Makes a point currency or says its terms; what holds already is not said again. */
export async function defineCurrency(
  { database, clock }: Context,
  wish: Wish,
): Promise<PointCurrencyView> {
  return await transaction(database, async (tx) => {
    await holdTerms(tx)
    return await defineCurrencyIn(tx, wish, clock.now())
  })
}

/** The same within a transaction that holds the terms, for whoever says more than a currency. */
export async function defineCurrencyIn(
  tx: Tx,
  { validFrom, ...wish }: Wish,
  now: Date,
): Promise<PointCurrencyView> {
  const known = await readCurrencies(tx)
  const ofOne = known.filter(({ currency }) => currency === wish.currency)
  if (ofOne.length === 0) refuseMore(known)
  const start = validFrom === undefined ? now : new Date(validFrom)
  const same = alreadySaid(ofOne, wish, start, validFrom === undefined)
  const terms = { ...wish, validFrom: same?.validFrom ?? start }
  if (!same) await define(tx, terms, now)
  else if (same.name !== wish.name) await rename(tx, wish)
  const views = viewsOf(await readCurrencies(tx), await readCostRates(tx, now), now)
  return views.find(
    ({ currency, validFrom: from }) =>
      currency === wish.currency && from.getTime() === terms.validFrom.getTime(),
  )!
}

function alreadySaid(
  ofOne: readonly CurrencyRevision[],
  wish: Omit<Wish, 'validFrom'>,
  start: Date,
  fromNow: boolean,
): CurrencyRevision | null {
  const known = fromNow
    ? currenciesAt(ofOne, start).get(wish.currency)
    : ofOne.find(({ validFrom }) => validFrom.getTime() === start.getTime())
  const isSame =
    known !== undefined &&
    parseDecimal(known.value).over === parseDecimal(wish.value).over &&
    known.returns === wish.returns &&
    known.overdraftMax === wish.overdraftMax
  return isSame ? known : null
}

async function rename(tx: Tx, { currency, name }: Omit<Wish, 'validFrom'>): Promise<void> {
  await sql`update point_currencies set name = ${name} where currency = ${currency}`.execute(tx)
}

function refuseMore(known: readonly CurrencyRevision[]): void {
  if (new Set(known.map(({ currency }) => currency)).size < currenciesMax) return
  throw conflict(
    'point_currencies_too_many',
    `A business has at most ${currenciesMax} point currencies.`,
  )
}

/** With what each revision is now. */
export function viewsOf(
  revisions: readonly CurrencyRevision[],
  costRates: CostRates,
  now: Date,
): PointCurrencyView[] {
  const current = currenciesAt(revisions, now)
  return revisions.map((one) => {
    const costRate = costRates.get(one.currency)
    const view = { ...one, costRate: costRate === undefined ? null : Number(costRate) }
    if (current.get(one.currency) === one) return { ...view, state: 'in_force' }
    return { ...view, state: one.validFrom > now ? 'planned' : 'past' }
  })
}
