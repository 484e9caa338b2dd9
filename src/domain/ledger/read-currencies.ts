import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'

/** A point currency with one revision of its terms. */
export type CurrencyRevision = {
  currency: string
  name: string
  validFrom: Date
  /** Of one point, in whole units of the business's currency: an exact decimal. */
  value: string
  returns: 'clamp' | 'owe'
  overdraftMax: number
}

/** All revisions of all point currencies, by currency and start. */
export async function readCurrencies(tx: Tx): Promise<CurrencyRevision[]> {
  const { rows } = await sql<CurrencyRevision>`${prepared}
    select currency, name, valid_from as "validFrom", trim_scale(value)::text as value, returns,
      overdraft_max as "overdraftMax"
    from point_currencies join point_currency_revisions using (currency)
    order by currency, valid_from`.execute(tx)
  return rows
}

/** Each currency as it stands at an instant; before its first terms, by those. */
export function currenciesAt(
  revisions: readonly CurrencyRevision[],
  at: Date,
): Map<string, CurrencyRevision> {
  const found = new Map<string, CurrencyRevision>()
  for (const revision of revisions) {
    const { currency, validFrom } = revision
    if (!found.has(currency) || validFrom <= at) found.set(currency, revision)
  }
  return found
}
