import type {
  AccountingSettings,
  Liability,
  LiabilityMonth,
  StoreSettlement,
} from '#contract/endpoints/liability.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readAccountingSettings } from './accounting-settings.ts'
import { checkBooks } from './check-books.ts'
import { describeMonth, describeNow, describeSettlement } from './describe.ts'
import type { CurrencyBooks } from './keep-books.ts'
import { isWithin, rangeOf, type Wish } from './range.ts'
import { type LiabilityBooks, readLiabilityBooks, readStoreFlows } from './read-books.ts'
import { readStoreNames } from './read-stores.ts'
import { readKnownTerms } from './read-terms.ts'
import { balanceStores, settleStores } from './settlement.ts'

export async function readLiabilityNow({ database, clock }: Context): Promise<Liability> {
  const now = clock.now()
  return await readOnly(database, async (tx) =>
    describeNow(await readLiabilityBooks(tx, now), await readStoreNames(tx), now),
  )
}

export async function readMonths(
  { database, clock }: Context,
  wish: Wish,
): Promise<{ books: LiabilityBooks; months: LiabilityMonth[] }> {
  return await readOnly(database, async (tx) => {
    const books = await readLiabilityBooks(tx, clock.now())
    const range = rangeOf(wish, books.current)
    const months = books.currencies.flatMap(({ currency, months }) =>
      months
        .filter(({ month }) => isWithin(range, month))
        .map((month) => describeMonth(books, currency, month)),
    )
    return { books, months: months.toSorted((a, b) => a.month - b.month) }
  })
}

export async function readSettlement(
  { database, clock }: Context,
  wish: Wish,
): Promise<{ books: LiabilityBooks; settlement: StoreSettlement }> {
  return await readOnly(database, async (tx) => {
    const books = await readLiabilityBooks(tx, clock.now())
    const range = rangeOf(wish, books.current)
    const flows = await readStoreFlows(tx, range.from, range.to)
    const dues = settleStores(flows, valueIn(books.currencies), books.frame.money)
    const stores = await readStoreNames(tx)
    return { books, settlement: describeSettlement(books, dues, balanceStores(dues), stores) }
  })
}

const valueIn =
  (all: readonly CurrencyBooks[]) =>
  (currency: string, month: number): string => {
    const months = all.find((books) => books.currency === currency)?.months
    const found = months?.find((book) => book.month === month)
    if (!found) throw new Error('the books of a month that had flows are missing')
    return found.terms.value
  }

export async function checkLiabilityBooks({ database, clock }: Context) {
  return await readOnly(database, async (tx) => {
    const known = await readKnownTerms(tx)
    return (await checkBooks(tx, clock.now())).map(({ currency, books, accounts }) => ({
      ...{ currency, name: known.get(currency)!.name, books, accounts },
      difference: books - accounts,
    }))
  })
}

export async function readSaidRates({ database }: Pick<Context, 'database'>) {
  const known = await readOnly(database, (tx: Tx) => readKnownTerms(tx))
  return [...known.values()].flatMap(({ currency, name, rates }) =>
    rates.map(({ month, redemptionRate, costRate }) => ({
      ...{ currency, name, month },
      redemptionRate: redemptionRate === null ? null : Number(redemptionRate),
      costRate: costRate === null ? null : Number(costRate),
    })),
  )
}

export const readAccountingNow = ({
  database,
}: Pick<Context, 'database'>): Promise<AccountingSettings> =>
  readOnly(database, readAccountingSettings)
