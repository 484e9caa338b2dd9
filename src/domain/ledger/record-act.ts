import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Account } from './account.ts'
import { type KeptAccount, keyText } from './account-rows.ts'
import type { Act, Deed } from './act.ts'
import { type Result, settleAll } from './book.ts'
import type { Instant, Reason } from './facts.ts'
import { noFacts } from './facts.ts'
import { type LockedAccount, lockAccount } from './lock-account.ts'
import { type NewAct, save } from './save.ts'
import { type Standing, standingOf } from './standing.ts'
import type { LedgerTerms } from './terms.ts'

/** What every act is asked with. */
export type ActRequest = {
  customerId: string
  currency: string
  /** Names the act outside, such as a checkout or an idempotency key: done once, however often asked. */
  identity: string
  /** Number of the store; 0: none. */
  store: number
  /** The key of the caller; null: the program itself. */
  doneBy: string | null
  reason: Reason
  /** Free text; kept apart, and erased with the person. */
  note?: string
}

/** The answer to an act; a repeat gets the same. */
export type ActAnswer = { actId: string; at: string; standing: Standing }

/** Decides over an act from the account as it is at that instant; refuses by throwing. */
export type Decide = (account: Account, at: Instant, terms: LedgerTerms) => Deed

export type Planned = {
  request: ActRequest
  /** What was asked beside that. */
  asked: readonly unknown[]
  decide: Decide
  /** Else now. */
  happenedAt?: Instant
  /** Who else has points in the account: it stands beside them too, and stays when they are parted. */
  beside?: readonly string[]
}

/**
 * Records an act once: under the lock of the account, so that callers queue and each decides on
 * what the one before left.
 */
export async function recordAct(tx: Tx, planned: Planned, now: Date): Promise<ActAnswer> {
  return await recordLocked(tx, await lockAccount(tx, planned.request), planned, now)
}

/**
 * The same in an account that is locked already. Whether the act is new is asked by the statement
 * that writes it: begun under the lock, it sees what whoever was before us did.
 */
export async function recordLocked(
  tx: Tx,
  { kept, terms }: LockedAccount,
  planned: Planned,
  now: Date,
): Promise<ActAnswer> {
  try {
    const done = await performNow(tx, kept, planned, terms, now)
    if (await saveNew(tx, done, terms, now)) return done.answer
  } catch (refusal) {
    // What would be refused now may be the repeat of what was granted then.
    const known = refusal instanceof Refusal ? await answerOf(tx, planned, kept) : null
    if (known) return known
    throw refusal
  }
  const known = await answerOf(tx, planned, kept)
  if (known) return known
  throw new Error('an act was neither new nor known')
}

export type Done = Result & { act: Act; planned: Planned; answer: ActAnswer }

/** Decides on and performs an act in a locked account, without writing it. */
export async function performNow(
  tx: Tx,
  kept: KeptAccount,
  planned: Planned,
  terms: LedgerTerms,
  now: Date,
): Promise<Done> {
  const [done] = await performAll(tx, [{ kept, planned, id: newId() }], terms, now)
  return done!
}

export type ToPerform = { kept: KeptAccount; planned: Planned; id: string }

/** The same in many accounts, each of which stands there once. */
export async function performAll(
  tx: Tx,
  asked: readonly ToPerform[],
  terms: LedgerTerms,
  now: Date,
): Promise<Done[]> {
  const done: Done[] = []
  for (const [at, alike] of Map.groupBy(asked, ({ kept }) => instantFor(kept, now))) {
    const accounts = await accountsAt(tx, alike, terms, at)
    const acts = alike.map((one) => actOf(one, accounts.get(keyText(one.kept))!, at, terms))
    const due = alike.map(({ kept }, index) => ({
      ...{ ...kept, added: { ...noFacts, acts: [acts[index]!] } },
    }))
    const settled = await settleAll(tx, due, terms, at)
    const results = new Map(settled.map((result) => [keyText(result.kept), result]))
    for (const [index, { kept, planned }] of alike.entries()) {
      const [act, result] = [acts[index]!, results.get(keyText(kept))!]
      const standing = standingOf(act.currency, result.kept.account)
      const answer = { actId: act.id, at: new Date(act.at).toISOString(), standing }
      done.push({ ...result, act, planned, answer })
    }
  }
  return done
}

/** Never before what was settled last. */
const instantFor = ({ account }: KeptAccount, now: Date): Instant =>
  Math.max(now.getTime(), account.settledAt)

function actOf({ planned, id }: ToPerform, account: Account, at: Instant, terms: LedgerTerms): Act {
  const { request, decide, happenedAt } = planned
  const deed = decide(account, at, terms)
  const { currency, store, reason } = request
  return { id, currency, at: happenedAt ?? at, store, reason, ...deed }
}

const nothing = { ...noFacts, acts: [] }

/** A locked account as it is now. */
export async function accountNow(
  tx: Tx,
  { kept, terms }: LockedAccount,
  now: Date,
): Promise<Account> {
  const accounts = await accountsAt(tx, [{ kept }], terms, instantFor(kept, now))
  return accounts.get(keyText(kept))!
}

/** Locked accounts at an instant. Their rows are left as they were, since acts are added to those. */
async function accountsAt(
  tx: Tx,
  asked: readonly Pick<ToPerform, 'kept'>[],
  terms: LedgerTerms,
  at: Instant,
): Promise<Map<string, Account>> {
  const passed = asked.map(({ kept }) => ({
    ...{ ...kept, account: structuredClone(kept.account), added: nothing },
  }))
  const current = await settleAll(tx, passed, terms, at)
  return new Map(current.map(({ kept }) => [keyText(kept), kept.account]))
}

export async function saveActs(
  tx: Tx,
  done: readonly Done[],
  terms: LedgerTerms,
  now: Date,
): Promise<void> {
  const bookings = {
    accounts: done.map(({ kept }) => kept),
    entries: done.flatMap(({ entries }) => entries),
    acts: done.flatMap(newActsOf),
  }
  await save(tx, bookings, terms, now)
}

/** @returns false where this act was recorded before; nothing is written then */
async function saveNew(tx: Tx, done: Done, terms: LedgerTerms, now: Date): Promise<boolean> {
  const { kept, entries } = done
  const acts = newActsOf(done)
  const bookings = { accounts: [kept], entries, acts }
  return (await save(tx, bookings, terms, now, recordedAs(acts[0]!, kept.customerId))) > 0
}

function newActsOf({ act, planned, answer }: Done): NewAct[] {
  const { request, beside = [] } = planned
  const told = {
    act,
    doneBy: request.doneBy,
    identity: hash(request.identity),
    contentHash: contentHashOf(planned),
    answer,
  }
  const others = beside.filter((id) => id !== request.customerId)
  return [
    { ...told, customerId: request.customerId, note: request.note ?? null },
    ...others.map((customerId) => ({ ...told, customerId, note: null })),
  ]
}

export const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** Of all that was asked: tells a repeat from a contradiction. */
const contentHashOf = ({ request: { store, reason }, asked }: Pick<Planned, 'request' | 'asked'>) =>
  hash(JSON.stringify([store, reason.key, reason.params ?? {}, asked]))

/**
 * The answer this act got before, under whichever of the customers merged into one it was asked;
 * null: it is new.
 */
export async function answerOf(
  tx: Tx,
  planned: Planned,
  { customerId: root }: Pick<KeptAccount, 'customerId'>,
): Promise<ActAnswer | null> {
  const { currency, identity } = planned.request
  const { rows } = await sql<{ answer: ActAnswer; content_hash: string }>`
    ${prepared} with known as (${recordedAs({ act: { currency }, identity: hash(identity) }, root)})
    select answer, encode(content_hash, 'hex') as content_hash from known`.execute(tx)
  const known = rows[0]
  if (!known) return null
  if (known.content_hash === contentHashOf(planned)) return known.answer
  throw conflict('act_differs', 'This was recorded before with other content.')
}

/** An act of this identity, under whichever of the customers merged into one it was recorded. */
const recordedAs = (
  { act: { currency }, identity }: { act: Pick<Act, 'currency'>; identity: string },
  root: string,
): RawBuilder<unknown> => sql`
  with recursive family as (
    select ${root}::uuid as member
    union all
    select customer_id from family join customers on merged_into = member
  )
  select answer, content_hash from family cross join lateral (
    select answer, content_hash from ledger_acts
    where customer_id = member and currency = ${currency}
      and identity = decode(${identity}, 'hex')
    limit 1
  ) as recorded`
