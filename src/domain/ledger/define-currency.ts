import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

export type CurrencyTerms = {
  currency: string
  name: string
  validFrom: Date
  /** Of one point, in whole units of the business's currency: an exact decimal. */
  value: string
  returns: 'clamp' | 'owe'
  overdraftMax: number
}

/**
 * Makes a point currency, or says its terms from an instant on. What has happened keeps the terms
 * it happened under, so only the first ones may begin in the past.
 */
export async function defineCurrency(tx: Tx, terms: CurrencyTerms, now: Date): Promise<void> {
  const { rows } = await sql<{ known: boolean }>`
    with known as (
      select exists (select from point_currency_revisions where currency = ${terms.currency}) as known
    ), named as (
      insert into point_currencies (currency, name, created_at)
      values (${terms.currency}, ${terms.name}, ${now})
      on conflict (currency) do update set name = excluded.name
    )
    select known from known`.execute(tx)
  if (rows[0]!.known && terms.validFrom < now) {
    throw conflict('terms_in_the_past', 'The terms of a point currency cannot change in the past.')
  }
  await sql`
    insert into point_currency_revisions (currency, valid_from, value, returns, overdraft_max)
    values (${terms.currency}, ${terms.validFrom}, ${terms.value}, ${terms.returns},
      ${terms.overdraftMax})
    on conflict (currency, valid_from) do update set
      value = excluded.value, returns = excluded.returns, overdraft_max = excluded.overdraft_max`.execute(
    tx,
  )
}
