import type { MonthFlow } from '../months.ts'
import { isOpen } from './points-of-month.ts'
import { valued } from './pool.ts'

/** What one store owes another: its points were redeemed there. */
export type Due = {
  month: number
  currency: string
  /** Numbers of the stores; 0: none said. */
  issuer: number
  redeemer: number
  points: number
  /** Minor units of the business's money; negative where more was given back. */
  amount: number
}

/** Points redeemed in another store than the one that issued them, less what was given back. */
export function settleStores(
  flows: readonly MonthFlow[],
  worthOf: (currency: string, month: number) => string,
  money: string,
): Due[] {
  const dues = new Map<string, Omit<Due, 'amount'>>()
  for (const { month, currency, issuer, store: redeemer, from, to, points } of flows) {
    const sign = isOpen(from) && to === 'redeemed' ? 1 : isOpen(to) && from === 'redeemed' ? -1 : 0
    if (sign === 0 || issuer === redeemer) continue
    const key = [month, currency, issuer, redeemer].join(' ')
    const known = dues.get(key) ?? { month, currency, issuer, redeemer, points: 0 }
    dues.set(key, { ...known, points: known.points + sign * points })
  }
  return [...dues.values()]
    .filter(({ points }) => points !== 0)
    .sort(byPlace)
    .map((due) => ({
      ...due,
      amount: valued(due.points, worthOf(due.currency, due.month), money),
    }))
}

const byPlace = (a: Omit<Due, 'amount'>, b: Omit<Due, 'amount'>) =>
  a.month - b.month ||
  (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0) ||
  a.issuer - b.issuer ||
  a.redeemer - b.redeemer

/** What a store gets of all others, less what it owes them. */
export type StoreBalance = { store: number; gets: number; owes: number }

export function balanceStores(dues: readonly Due[]): StoreBalance[] {
  const balances = new Map<number, StoreBalance>()
  const balanceOf = (store: number) => {
    const balance = balances.get(store) ?? { store, gets: 0, owes: 0 }
    balances.set(store, balance)
    return balance
  }
  for (const { issuer, redeemer, amount } of dues) {
    balanceOf(issuer).owes += amount
    balanceOf(redeemer).gets += amount
  }
  return [...balances.values()].sort((a, b) => a.store - b.store)
}
