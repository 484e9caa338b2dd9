import type { Reply } from '#contract/endpoint.ts'
import type { readOpenPoints as endpoint } from '#contract/endpoints/program-ending.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { countOpenPoints } from '#domain/ledger/end-points.ts'
import { currenciesAt, readCurrencies } from '#domain/ledger/read-currencies.ts'
import { readMoneyCurrency, worthOf } from '../worth.ts'

/** Who still has points to redeem, in numbers. */
export async function readOpenPoints({
  database,
  clock,
}: Context): Promise<Reply<typeof endpoint>> {
  return await readOnly(database, async (tx) => {
    const known = currenciesAt(await readCurrencies(tx), clock.now())
    const money = await readMoneyCurrency(tx)
    const currencies = (await countOpenPoints(tx)).map((open) => {
      const { name, value } = known.get(open.currency)!
      return { ...open, name, worth: worthOf(open.points, value, money) }
    })
    return { currencies }
  })
}
