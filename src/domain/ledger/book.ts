import type { Tx } from '#database/transaction.ts'
import { balanceOf, emptyAccount } from './account.ts'
import {
  type AccountKey,
  beginAccounts,
  type KeptAccount,
  keyText,
  lockAccounts,
  lockAccountsOf,
  lockKnownAccounts,
} from './account-rows.ts'
import type { Movement } from './book-account.ts'
import { canContinue } from './can-continue.ts'
import { corrections } from './correct.ts'
import { compose, type Entry } from './entry.ts'
import { type Books, readBooks } from './entry-rows.ts'
import { type Facts, type Instant, noFacts } from './facts.ts'
import type { MonthFlow } from './months.ts'
import { save } from './save.ts'
import { continueWith, type Life, settle } from './settle.ts'
import { type Standing, standingOf } from './standing.ts'
import { lastTold, retold } from './tellings.ts'
import { type LedgerTerms, policyOf } from './terms.ts'

/** What was told of a customer; never of one merged into another. */
export type Told = Facts & { customerId: string }

/** What customers have after a booking, by customer. */
export type Standings = Map<string, Standing[]>

/**
 * Books what newly arrived events bring, under keys that were never told before. An account that
 * they can be added to is carried on, one there was not yet is begun; any other is replayed from
 * its books. `gathered` as in `Bookings`.
 */
export async function bookAdditions(
  tx: Tx,
  told: readonly Told[],
  terms: LedgerTerms,
  now: Date,
  gathered?: MonthFlow[],
): Promise<Standings> {
  const lives = livesOf(told)
  const known = await lockKnownAccounts(tx, [...lives.values()])
  const have = new Set(known.map(keyText))
  const missing = [...lives.values()].filter((life) => !have.has(keyText(life)))
  const begun = await begin(tx, missing, terms, now)
  const others = missing.filter((life) => !begun.has(keyText(life)))
  const locked = [...known, ...(await lockAccounts(tx, others))]
  const due = locked.map((kept) => ({ ...kept, added: { ...lives.get(keyText(kept))!, acts: [] } }))
  const carriedOn = await settleAll(tx, due, terms, now.getTime())
  const results = [...begun.values(), ...carriedOn]
  await save(
    tx,
    { ...bookingsOf(results), accounts: carriedOn.map(({ kept }) => kept), gathered },
    terms,
    now,
  )
  return standingsOf(results)
}

/** Writes the first account of those who have none, where nothing told before can be missing. */
async function begin(
  tx: Tx,
  lives: readonly (Facts & AccountKey)[],
  terms: LedgerTerms,
  now: Date,
): Promise<Map<string, Result>> {
  const results = lives.flatMap(({ customerId, currency, grants, reversals }) => {
    const due = {
      customerId,
      currency,
      account: emptyAccount(),
      added: { grants, reversals, acts: [] },
    }
    return canContinue(due.account, due.added) ? carryOn(due, terms, now.getTime()) : []
  })
  const begun = await beginAccounts(
    tx,
    results.map(({ kept }) => kept),
  )
  const written = results.filter(({ kept }) => begun.has(keyText(kept)))
  return new Map(written.map((result) => [keyText(result.kept), result]))
}

/**
 * Books customers anew from all their facts: what differs from the books becomes corrections.
 * `gathered` as in `Bookings`.
 */
export async function bookReplayed(
  tx: Tx,
  whole: readonly Told[],
  terms: LedgerTerms,
  now: Date,
  gathered?: MonthFlow[],
): Promise<Standings> {
  const lives = livesOf(whole)
  const known = await lockAccountsOf(
    tx,
    whole.map(({ customerId }) => customerId),
  )
  const have = new Set(known.map(keyText))
  const missing = [...lives.values()].filter((life) => !have.has(keyText(life)))
  const locked = [...known, ...(await lockAccounts(tx, missing))]
  const books = await readBooks(
    tx,
    whole.map(({ customerId }) => customerId),
  )
  const results = locked.map((kept) => {
    const facts = lives.get(keyText(kept)) ?? noFacts
    return replayAccount(kept, books.get(keyText(kept)), facts, terms, now.getTime())
  })
  await save(tx, { ...bookingsOf(results), gathered }, terms, now)
  return standingsOf(results)
}

/** What is new in an account: facts, acts, or nothing but time. */
export type Due = KeptAccount & { added: Life }
export type Result = { kept: KeptAccount; entries: Entry[] }

export async function bookAll(
  tx: Tx,
  due: readonly Due[],
  terms: LedgerTerms,
  now: Date,
): Promise<Result[]> {
  const results = await settleAll(tx, due, terms, now.getTime())
  await save(tx, bookingsOf(results), terms, now)
  return results
}

/** Carries accounts on where that is certain to equal the replay; replays the others together. */
export async function settleAll(
  tx: Tx,
  due: readonly Due[],
  terms: LedgerTerms,
  now: Instant,
): Promise<Result[]> {
  const { direct = [], replay: others = [] } = Object.groupBy(due, ({ account, added }) =>
    canContinue(account, added) ? 'direct' : 'replay',
  )
  const carriedOn = direct.map((one) => carryOn(one, terms, now))
  if (others.length === 0) return carriedOn
  const books = await readBooks(tx, [...new Set(others.map(({ customerId }) => customerId))])
  return [
    ...carriedOn,
    ...others.map(({ added, ...kept }) => {
      const booked = books.get(keyText(kept))
      const facts = lastTold([booked?.facts ?? noFacts, added])
      return replayAccount(kept, booked, facts, terms, now, added.acts)
    }),
  ]
}

function carryOn({ added, ...kept }: Due, terms: LedgerTerms, now: Instant): Result {
  const balance = balanceOf(kept.account)
  const policy = policyOf(terms, kept.currency)
  const { account, movements } = continueWith(kept.account, added, policy, now)
  const { customerId, currency } = kept
  const shared = { customerId, currency, correction: false, balance }
  return { kept: { ...kept, account }, entries: compose(shared, movements, added) }
}

function replayAccount(
  { customerId, currency }: AccountKey,
  booked: Books | undefined,
  facts: Facts,
  terms: LedgerTerms,
  now: Instant,
  newActs: Life['acts'] = [],
): Result {
  const acts = [...(booked?.acts ?? []), ...newActs]
  const { account, movements } = settle({ ...facts, acts }, policyOf(terms, currency), now)
  const entries = compose(
    { customerId, currency, correction: true, balance: booked?.balance ?? 0 },
    corrections(booked?.movements ?? [], movements),
    retold(booked?.facts ?? noFacts, facts),
  )
  return { kept: { customerId, currency, account }, entries: markFirst(entries, booked) }
}

/** What nothing was booked about before is no correction. */
function markFirst(entries: Entry[], booked: Books | undefined): Entry[] {
  const causes = new Set((booked?.movements ?? []).map(causeText))
  return entries.map((entry) => {
    const known = entry.movements.some((movement) => causes.has(causeText(movement)))
    return known ? entry : { ...entry, correction: false }
  })
}

const causeText = ({ cause, at }: Movement) =>
  cause.kind === 'clock' ? `clock ${at}` : `${cause.kind} ${cause.id}`

const bookingsOf = (results: readonly Result[]) => ({
  accounts: results.map(({ kept }) => kept),
  entries: results.flatMap(({ entries }) => entries),
})

function livesOf(told: readonly Told[]): Map<string, Facts & AccountKey> {
  const lives = new Map<string, Facts & AccountKey>()
  for (const { customerId, grants, reversals } of told) {
    const byCurrency = new Set([...grants, ...reversals].map(({ currency }) => currency))
    for (const currency of byCurrency) {
      const key = { customerId, currency }
      const known = lives.get(keyText(key))
      lives.set(keyText(key), {
        ...key,
        grants: [...(known?.grants ?? []), ...grants.filter((one) => one.currency === currency)],
        reversals: [
          ...(known?.reversals ?? []),
          ...reversals.filter((one) => one.currency === currency),
        ],
      })
    }
  }
  return lives
}

function standingsOf(results: readonly Result[]): Standings {
  const standings: Standings = new Map()
  for (const { kept } of results) {
    const { customerId, currency, account } = kept
    const known = standings.get(customerId) ?? []
    standings.set(customerId, [...known, standingOf(currency, account)])
  }
  return standings
}
