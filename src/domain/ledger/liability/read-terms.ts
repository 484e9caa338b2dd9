import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { Estimate, KnownTerms, TermsOfMonth } from './terms-of-month.ts'

/** The business as its books need it. */
export type Frame = { zone: TimeZone; money: string; language: 'de' | 'en'; name: string }

export async function readFrame(tx: Tx): Promise<Frame> {
  const { zone, currency, language, name } = await readBusinessTerms({ kysely: tx })
  return { zone, money: currency, language, name }
}

export type NamedTerms = KnownTerms & { currency: string; name: string }

/** All point currencies with what is known of them. */
export async function readKnownTerms(tx: Tx): Promise<Map<string, NamedTerms>> {
  const currencies = await readCurrencies(tx)
  const [rates, estimates, closed] = [
    await readRates(tx),
    await readEstimates(tx),
    await readClosed(tx),
  ]
  return new Map(
    currencies.map(({ currency, name, values }) => [
      currency,
      {
        ...{ currency, name },
        values: values.map(({ from, value }) => ({ validFrom: new Date(from), value })),
        rates: rates.filter((rate) => rate.currency === currency),
        estimate: estimates.get(currency) ?? null,
        closed: new Map(
          closed.filter((row) => row.currency === currency).map((row) => [row.month, row]),
        ),
      },
    ]),
  )
}

type CurrencyRow = { currency: string; name: string; values: { from: string; value: string }[] }

async function readCurrencies(tx: Tx): Promise<CurrencyRow[]> {
  const { rows } = await sql<CurrencyRow>`
    select currency, name,
      json_agg(json_build_object('from', valid_from, 'value', value::text) order by valid_from)
        as values
    from point_currencies join point_currency_revisions using (currency)
    group by currency, name order by currency`.execute(tx)
  return rows
}

type Rate = KnownTerms['rates'][number] & { currency: string }

async function readRates(tx: Tx): Promise<Rate[]> {
  const { rows } = await sql<Rate>`
    select currency, month, redemption_rate as "redemptionRate", cost_rate as "costRate"
    from liability_rates order by currency, month`.execute(tx)
  return rows
}

async function readEstimates(tx: Tx): Promise<Map<string, Estimate>> {
  const { rows } = await sql<Estimate & { currency: string }>`
    select currency, made_on as "madeOn", redemption_rate as "redemptionRate", low, high, vintages,
      points
    from redemption_estimates`.execute(tx)
  return new Map(rows.map((row) => [row.currency, row]))
}

type Closed = Omit<TermsOfMonth, 'closed'> & { currency: string; month: number }

async function readClosed(tx: Tx): Promise<(TermsOfMonth & Pick<Closed, 'currency' | 'month'>)[]> {
  const { rows } = await sql<Closed>`
    select month, currency, value, redemption_rate as "redemptionRate", basis, low, high,
      goods_share as "goodsShare", cost_rate as "costRate"
    from liability_months order by month`.execute(tx)
  return rows.map((row) => ({ ...row, closed: true }))
}
