import type { Liability, LiabilityMonth, StoreSettlement } from '#contract/endpoints/liability.ts'
import type { Money } from '#kernel/money.ts'
import { addUp, type BookOfMonth, type Sums } from './keep-books.ts'
import type { LiabilityBooks } from './read-books.ts'
import type { StoreNames } from './read-stores.ts'
import type { Due, StoreBalance } from './settlement.ts'
import type { Estimate, TermsOfMonth } from './terms-of-month.ts'

/** What open points are worth now, as the contract says it. */
export function describeNow(books: LiabilityBooks, stores: StoreNames, asOf: Date): Liability {
  const inMoney = moneyOf(books)
  const now = books.currencies.map(({ currency, months }) => ({ currency, last: months.at(-1)! }))
  return {
    asOf,
    total: worthOf(addUp(now.map(({ last }) => last)), inMoney),
    currencies: now.map(({ currency, last }) => ({
      ...{ currency, name: books.known.get(currency)!.name },
      ...{ open: last.points.closing, expected: last.expected },
      ...worthOf(last, inMoney),
      terms: describeTerms(last.terms),
      estimate: describeEstimate(books.known.get(currency)!.estimate),
      stores: [...last.stores].map(([number, sums]) => ({
        store: stores(number),
        ...{ open: sums.points.closing, expected: sums.expected },
        fairValue: inMoney(sums.fairValue),
      })),
    })),
  }
}

type InMoney = (amount: number) => Money

const moneyOf =
  ({ frame }: Pick<LiabilityBooks, 'frame'>): InMoney =>
  (amount) => ({ amount, currency: frame.money })

const worthOf = ({ fairValue, revenue, provision }: Sums, inMoney: InMoney) => ({
  fairValue: inMoney(fairValue),
  deferred: inMoney(revenue.closing),
  provision: inMoney(provision),
})

const describeTerms = (terms: TermsOfMonth): LiabilityMonth['terms'] => ({
  value: plainDecimal(terms.value),
  basis: terms.basis,
  redemptionRate: Number(terms.redemptionRate),
  low: numberOrNull(terms.low),
  high: numberOrNull(terms.high),
  goodsShare: Number(terms.goodsShare),
  costRate: numberOrNull(terms.costRate),
})

const numberOrNull = (text: string | null) => (text === null ? null : Number(text))

/** `0.010000` as `0.01`. */
const plainDecimal = (text: string) =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text

const describeEstimate = (estimate: Estimate | null) =>
  estimate && {
    ...{ madeOn: estimate.madeOn, vintages: estimate.vintages, points: estimate.points },
    redemptionRate: numberOrNull(estimate.redemptionRate),
  }

/** A month of the books, as the contract says it. */
export function describeMonth(
  books: Pick<LiabilityBooks, 'frame' | 'known'>,
  currency: string,
  { month, terms, points, revenue, expected, fairValue, provision }: BookOfMonth,
): LiabilityMonth {
  const inMoney = moneyOf(books)
  return {
    ...{ month, currency, name: books.known.get(currency)!.name, closed: terms.closed },
    ...{ terms: describeTerms(terms), points, expected },
    deferred: {
      opening: inMoney(revenue.opening),
      allocated: inMoney(revenue.allocated),
      redeemed: inMoney(revenue.redeemed),
      breakage: inMoney(revenue.breakage),
      closing: inMoney(revenue.closing),
    },
    fairValue: inMoney(fairValue),
    provision: inMoney(provision),
  }
}

/** What stores owe each other, as the contract says it. */
export function describeSettlement(
  books: Pick<LiabilityBooks, 'frame' | 'known'>,
  dues: readonly Due[],
  balances: readonly StoreBalance[],
  stores: StoreNames,
): StoreSettlement {
  const inMoney = moneyOf(books)
  return {
    items: dues.map(({ month, currency, issuer, redeemer, points, amount }) => ({
      ...{ month, currency, name: books.known.get(currency)!.name, points },
      ...{ issuer: stores(issuer), redeemer: stores(redeemer), amount: inMoney(amount) },
    })),
    balances: balances.map(({ store, gets, owes }) => ({
      ...{ store: stores(store), gets: inMoney(gets), owes: inMoney(owes) },
    })),
  }
}
