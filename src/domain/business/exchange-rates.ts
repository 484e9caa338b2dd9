import { sql } from 'kysely'
import type { ExchangeRate } from '#contract/endpoints/business.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { malformed, notFound } from '#kernel/errors.ts'
import { isCurrency } from '#kernel/money.ts'
import { readBusinessTerms } from './terms.ts'

export async function listExchangeRates({ kysely }: Queryable): Promise<ExchangeRate[]> {
  type Row = { currency: string; valid_from: string; rate: string }
  const { rows } = await sql<Row>`
    select currency, valid_from, rate from exchange_rates order by currency, valid_from
  `.execute(kysely)
  return rows.map(({ currency, valid_from: validFrom, rate }) => ({
    currency,
    validFrom,
    rate: Number(rate),
  }))
}

export async function hasExchangeRate({ kysely }: Queryable, currency: string): Promise<boolean> {
  const { rows } = await sql`
    select from exchange_rates where currency = ${currency} limit 1
  `.execute(kysely)
  return rows.length > 0
}

/** For events yet to come: what was recorded keeps the amount it was recorded with. */
export async function setExchangeRate(
  { database }: Pick<Context, 'database'>,
  rate: ExchangeRate,
): Promise<ExchangeRate> {
  if (!isCurrency(rate.currency)) {
    throw malformed('currency_unknown', 'There is no such currency.', '/currency')
  }
  await transaction(database, async (tx) => {
    const { currency } = await readBusinessTerms({ kysely: tx })
    if (currency === rate.currency) {
      throw malformed('currency_is_own', "This is the business's own currency.", '/currency')
    }
    await sql`
      insert into exchange_rates (currency, valid_from, rate)
      values (${rate.currency}, ${rate.validFrom}, ${rate.rate})
      on conflict (currency, valid_from) do update set rate = excluded.rate
    `.execute(tx)
  })
  return rate
}

export async function removeExchangeRate(
  { database }: Pick<Context, 'database'>,
  { currency, validFrom }: Pick<ExchangeRate, 'currency' | 'validFrom'>,
): Promise<void> {
  const { numAffectedRows } = await transaction(database, (tx) =>
    sql`
      delete from exchange_rates
      where currency = ${currency} and valid_from = ${validFrom}`.execute(tx),
  )
  if (!numAffectedRows) throw notFound('exchange_rate')
}
