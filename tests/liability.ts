import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { bookAdditions } from '#domain/ledger/book.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { redeem } from '#domain/ledger/redeem.ts'
import { readLedgerTerms } from '#domain/ledger/terms.ts'
import { newId } from '#kernel/ids.ts'
import { grant, request } from './ledger.ts'

/** Points and what became of them, booked in months that are over. */
export type PointsBooks = {
  customer(): Promise<string>
  define(currency: string, name: string, value: string): Promise<void>
  earn(customerId: string, on: string, points: number, more?: EarnMore): Promise<void>
  spend(customerId: string, on: string, points: number, store?: number): Promise<void>
}

type EarnMore = {
  store?: number
  currency?: string
  expiresAt?: number
  /** Else the day on which it was earned. */
  bookedOn?: string
}

/** Writes the books of a business whose points began in the past, each day as if it were that day. */
export function pointsBooks({ database }: Pick<Context, 'database'>): PointsBooks {
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  let count = 0
  return {
    customer: async () => {
      const id = newId()
      await sql`insert into customers (customer_id, created_at) values (${id}, ${at('2026-01-01')})`.execute(
        database.kysely,
      )
      return id
    },
    define: async (currency, name, value) => {
      const terms = { currency, name, value, returns: 'clamp' as const, overdraftMax: 0 }
      const validFrom = at('2020-01-01')
      await transaction(database, (tx) => defineCurrency(tx, { ...terms, validFrom }, validFrom))
    },
    earn: async (customerId, on, points, { bookedOn = on, ...more } = {}) => {
      const earned = grant(`earned-${++count}`, points, `${on}T12:00:00Z`, more)
      await transaction(database, async (tx) => {
        const told = [{ customerId, grants: [earned], reversals: [] }]
        await bookAdditions(tx, told, await readLedgerTerms(tx), at(bookedOn))
      })
    },
    spend: async (customerId, on, points, store = 1) => {
      const wish = { ...request(customerId, `spent-${++count}`), store, points }
      await transaction(database, (tx) => redeem(tx, { ...wish, for: 'redeem' }, at(on)))
    },
  }
}
