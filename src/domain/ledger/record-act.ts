import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { type Account, emptyAccount } from './account.ts'
import { type KeptAccount, lockAccounts } from './account-rows.ts'
import type { Act, Deed } from './act.ts'
import { type Result, settleAll } from './book.ts'
import type { Instant, Reason } from './facts.ts'
import { noFacts } from './facts.ts'
import { type NewAct, save } from './save.ts'
import { type Standing, standingOf } from './standing.ts'
import { type LedgerTerms, readLedgerTerms } from './terms.ts'

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
}

/**
 * Records an act once: under the lock of the account, so that callers queue and each decides on
 * what the one before left.
 */
export async function recordAct(tx: Tx, planned: Planned, now: Date): Promise<ActAnswer> {
  const terms = await readLedgerTerms(tx)
  const kept = await lockAccount(tx, planned.request, terms)
  // Only now, in a statement of its own: who waited for the lock must see what the other did.
  const known = await answerOf(tx, planned, kept)
  if (known) return known
  const done = await performNow(tx, kept, planned, terms, now)
  await saveActs(tx, [done], terms, now)
  return done.answer
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
  const { request, decide, happenedAt } = planned
  const at = Math.max(now.getTime(), kept.account.settledAt)
  // Settling changes what it is given, and the row is needed once more for the act itself.
  const passed = { ...kept, account: structuredClone(kept.account), added: nothing }
  const [current] = await settleAll(tx, [passed], terms, at)
  const deed = decide(current!.kept.account, at, terms)
  const { currency, store, reason } = request
  const act: Act = { id: newId(), currency, at: happenedAt ?? at, store, reason, ...deed }
  const [result] = await settleAll(tx, [{ ...kept, added: { ...noFacts, acts: [act] } }], terms, at)
  const standing = standingOf(currency, result!.kept.account)
  const answer = { actId: act.id, at: new Date(act.at).toISOString(), standing }
  return { ...result!, act, planned, answer }
}

const nothing = { ...noFacts, acts: [] }

export async function saveActs(
  tx: Tx,
  done: readonly Done[],
  terms: LedgerTerms,
  now: Date,
): Promise<void> {
  const bookings = {
    accounts: done.map(({ kept }) => kept),
    entries: done.flatMap(({ entries }) => entries),
    acts: done.map(newActOf),
  }
  await save(tx, bookings, terms, now)
}

const newActOf = ({ act, planned, answer }: Done): NewAct => ({
  customerId: planned.request.customerId,
  act,
  doneBy: planned.request.doneBy,
  note: planned.request.note ?? null,
  identity: hash(planned.request.identity),
  contentHash: contentHashOf(planned),
  answer,
})

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** Of all that was asked: tells a repeat from a contradiction. */
const contentHashOf = ({ request: { store, reason }, asked }: Pick<Planned, 'request' | 'asked'>) =>
  hash(JSON.stringify([store, reason.key, reason.params ?? {}, asked]))

/** The account of whoever this customer was merged into, locked. */
export async function lockAccount(
  tx: Tx,
  { customerId, currency }: Pick<ActRequest, 'customerId' | 'currency'>,
  terms: LedgerTerms,
): Promise<KeptAccount> {
  if (!terms.policies.has(currency)) throw notFound('point_currency')
  const { rows } = await sql<{ merged: boolean }>`
    select merged_into is not null as merged from customers
    where customer_id = ${customerId}`.execute(tx)
  if (!rows[0]) throw notFound('customer')
  const root = rows[0].merged ? (await rootsOf(tx, [customerId])).get(customerId)! : customerId
  const [kept] = await lockAccounts(tx, [{ customerId: root, currency }])
  return kept ?? { customerId: root, currency, account: emptyAccount() }
}

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
    with recursive family as (
      select ${root}::uuid as member
      union all
      select customer_id from family join customers on merged_into = member
    )
    select answer, encode(content_hash, 'hex') as content_hash
    from family cross join lateral (
      select answer, content_hash from ledger_acts
      where customer_id = member and currency = ${currency}
        and identity = decode(${hash(identity)}, 'hex')
      limit 1
    ) as known`.execute(tx)
  const known = rows[0]
  if (!known) return null
  if (known.content_hash === contentHashOf(planned)) return known.answer
  throw conflict('act_differs', 'This was recorded before with other content.')
}
