import { sql } from 'kysely'
import pino from 'pino'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { bookAdditions, type Standings } from '#domain/ledger/book.ts'
import { type CurrencyTerms, defineCurrency } from '#domain/ledger/define-currency.ts'
import { type Facts, factKey, type Grant, type Reversal } from '#domain/ledger/facts.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import type { ActAnswer, ActRequest } from '#domain/ledger/record-act.ts'
import { redeem } from '#domain/ledger/redeem.ts'
import type { Standing } from '#domain/ledger/standing.ts'
import { readStatement, type StatementLine } from '#domain/ledger/statement.ts'
import { type LedgerTerms, readLedgerTerms } from '#domain/ledger/terms.ts'
import { newId } from '#kernel/ids.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

export type LedgerWorld = {
  context: Context
  database: TestDatabase
  /** Moves the clock on to this instant. */
  at(instant: string): Date
  customer(): Promise<string>
  /** Books what newly arrived events bring. */
  tell(customerId: string, facts: Partial<Facts>): Promise<Standings>
  spend(customerId: string, identity: string, points: number): Promise<ActAnswer>
  standing(customerId: string, currency?: string): Promise<Standing | undefined>
  balance(customerId: string): Promise<number | undefined>
  /** The books of points, the newest line first. */
  lines(customerId: string, after?: number | null, limit?: number): Promise<StatementLine[]>
  run<T>(work: (tx: Tx, now: Date, terms: LedgerTerms) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A business with the currency `points`, and a clock to be moved by hand. */
export async function ledgerWorld(more: Partial<CurrencyTerms> = {}): Promise<LedgerWorld> {
  const database = await freshDatabase()
  let now = new Date('2026-01-01T00:00:00Z')
  const context = { database, clock: { now: () => now }, log: pino({ level: 'silent' }) }
  const terms: CurrencyTerms = {
    ...{ currency: 'points', name: 'Punkte', validFrom: new Date('2020-01-01T00:00:00Z') },
    ...{ value: '0.01', returns: 'clamp', overdraftMax: 0, ...more },
  }
  await transaction(database, (tx) => defineCurrency(tx, terms, now))
  const run: LedgerWorld['run'] = (work) =>
    transaction(database, async (tx) => work(tx, now, await readLedgerTerms(tx)))
  const standing = async (customerId: string, currency = 'points') => {
    const all = await run((tx, at) => readStandings(tx, customerId, at))
    return all.find((one) => one.currency === currency)
  }
  return {
    context,
    database,
    at: (instant) => {
      now = new Date(instant)
      return now
    },
    customer: async () => {
      const id = newId()
      await sql`insert into customers (customer_id, created_at) values (${id}, ${now})`.execute(
        database.kysely,
      )
      return id
    },
    run,
    standing,
    balance: async (customerId) => (await standing(customerId))?.balance,
    tell: (customerId, facts) =>
      run((tx, at, terms) =>
        bookAdditions(tx, [{ customerId, grants: [], reversals: [], ...facts }], terms, at),
      ),
    spend: (customerId, identity, points) =>
      run((tx, at) => redeem(tx, { ...request(customerId, identity), points, for: 'redeem' }, at)),
    lines: (customerId, after = null, limit = 100) =>
      run((tx) =>
        readStatement(tx, {
          ...{ customerId, currency: 'points', after, limit },
          ...{ from: new Date('2020-01-01'), to: new Date('2030-01-01') },
        }),
      ),
    close: () => database.close(),
  }
}

/** Points by a rule for an event, available at once. */
export function grant(
  event: string,
  points: number,
  day: string,
  more: Partial<Grant> = {},
): Grant {
  const earnedAt = Date.parse(day)
  return {
    key: factKey('till', event, 'rule'),
    ...{ currency: 'points', points, earnedAt, availableAt: earnedAt, expiresAt: null },
    ...{ eventId: newId(), store: 1 },
    parts: [{ rule: 'per_euro', revision: 1, points, reason: { key: 'earned.per_amount' } }],
    ...more,
  }
}

export const reversal = (name: string, of: Grant, points: number, day: string): Reversal => ({
  key: factKey('till', name, of.key),
  ...{ currency: 'points', kind: 'earned', of: of.key, points, at: Date.parse(day) },
  ...{ eventId: newId(), store: 2 },
})

export const request = (customerId: string, identity: string): ActRequest => ({
  ...{ customerId, currency: 'points', identity, store: 1, doneBy: null },
  reason: { key: 'hand.other' },
})
