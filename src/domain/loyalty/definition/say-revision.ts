import { sql } from 'kysely'
import type { ProgramRevisionView } from '#contract/endpoints/programs.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { holdTerms } from '#domain/events/terms.ts'
import { readLedgerTerms } from '#domain/ledger/terms.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { keptPlan, replayCustomers } from '../follow-program.ts'
import { addRevision, type ProgramRevision } from '../program-rows.ts'
import { readGround, refuseFaulty, refusePast } from './check-revision.ts'
import {
  inForceOf,
  keyOf,
  plannedOf,
  type RevisionKind,
  readRevisions,
  revisionsOf,
  type SaidRevision,
  saysTheSame,
  viewOf,
} from './revision-rows.ts'

type Sayer = { context: Context; caller: Caller }

/** What is to be said, beginning at the given instant. */
type Draft = (validFrom: string) => ProgramRevision

/**
 * Says a revision. Intake is kept out until it is committed, so that no event of its time is
 * judged without it. What holds already, or was said for the same instant, is not said again.
 * @param validFrom left out: from now on
 */
export async function sayRevision(
  { context, caller }: Sayer,
  draft: Draft,
  validFrom?: string,
): Promise<ProgramRevisionView> {
  return await transaction(context.database, async (tx) => {
    await holdTerms(tx)
    return await sayRevisionIn(tx, { now: context.clock.now(), caller }, draft, validFrom)
  })
}

/** The same within a transaction that holds the terms, for whoever says more than one. */
export async function sayRevisionIn(
  tx: Tx,
  { now, caller }: { now: Date; caller: Caller },
  draft: Draft,
  validFrom?: string,
): Promise<ProgramRevisionView> {
  const revision = draft(validFrom ?? now.toISOString())
  const said = await readRevisions(tx)
  const known = alreadySaid(revision, said, validFrom === undefined ? now : null)
  if (known) return viewOf(known, said, now.getTime())
  refuseMore(revision, said)
  refuseFaulty(revision, await readGround(tx, rulesOf(said), now.getTime()))
  return await write(tx, [revision], { now, caller })
}

type EndingKind = Exclude<RevisionKind, 'terms' | 'tiers'>

const notFoundAs = {
  rule: 'earning_rule',
  gift_ladder: 'gift_ladder',
  stamp_card: 'stamp_card',
  ending: 'program_ending',
} as const satisfies Record<EndingKind, string>

/**
 * Ends a rule, a ladder or a card, and what was planned for it after that.
 * @param validFrom left out: from now on
 */
export async function endRevision(
  { context, caller }: Sayer,
  what: { kind: EndingKind; key: string },
  validFrom?: string,
): Promise<ProgramRevisionView> {
  return await transaction(context.database, async (tx) => {
    await holdTerms(tx)
    return await endRevisionIn(tx, { now: context.clock.now(), caller }, what, validFrom)
  })
}

/** The same within a transaction that holds the terms. */
export async function endRevisionIn(
  tx: Tx,
  { now, caller }: { now: Date; caller: Caller },
  what: { kind: EndingKind; key: string },
  validFrom?: string,
): Promise<ProgramRevisionView> {
  const said = await readRevisions(tx)
  const ofOne = revisionsOf(said, what)
  const last = ofOne.at(-1)
  if (!last) throw notFound(notFoundAs[what.kind])
  const end = validFrom ?? now.toISOString()
  const endings = endingsOf(ofOne, Date.parse(end))
  if (endings.length === 0)
    return viewOf(inForceOf(ofOne, Date.parse(end)) ?? last, said, now.getTime())
  refusePast({ validFrom: end }, { nowMillis: now.getTime() })
  return await write(tx, endings, { now, caller })
}

/** One at the end, where something is in force then, and one at each start after it. */
function endingsOf(ofOne: readonly SaidRevision[], endMillis: number): ProgramRevision[] {
  const current = inForceOf(ofOne, endMillis)
  const begun = current ? [ended(current, new Date(endMillis).toISOString())] : []
  const planned = plannedOf(ofOne, endMillis).map((one) => ended(one, one.content.validFrom))
  return [...begun, ...planned].flatMap((one) => one ?? [])
}

/** Null: it has ended already. */
function ended(revision: ProgramRevision, validFrom: string): ProgramRevision | null {
  const { kind } = revision
  if (kind === 'terms' || kind === 'tiers') return null
  if (revision.content.status === 'ended') return null
  // Kind and content belong together, which a spread of both does not tell.
  return { kind, content: { ...revision.content, status: 'ended', validFrom } } as ProgramRevision
}

function alreadySaid(
  revision: ProgramRevision,
  said: readonly SaidRevision[],
  fromNow: Date | null,
): SaidRevision | null {
  const ofOne = revisionsOf(said, { kind: revision.kind, key: keyOf(revision) })
  const start = Date.parse(revision.content.validFrom)
  const known = fromNow
    ? inForceOf(ofOne, fromNow.getTime())
    : (ofOne.findLast(({ content }) => Date.parse(content.validFrom) === start) ?? null)
  return known && saysTheSame(known, revision) ? known : null
}

const keysMax = 200

function refuseMore({ kind, content }: ProgramRevision, said: readonly SaidRevision[]): void {
  if (!('key' in content)) return
  const keys = new Set(said.filter((one) => one.kind === kind).map(keyOf))
  if (keys.size < keysMax || keys.has(content.key)) return
  throw conflict(
    'program_too_large',
    `A program has at most ${keysMax} rules, gift ladders and stamp cards each.`,
  )
}

export const rulesOf = (said: readonly SaidRevision[]) =>
  said.flatMap((one) => (one.kind === 'rule' ? [{ ...one.content, revision: one.revision }] : []))

async function write(
  tx: Tx,
  revisions: readonly ProgramRevision[],
  { now, caller }: { now: Date; caller: Caller },
): Promise<ProgramRevisionView> {
  let first: number | null = null
  for (const revision of revisions) {
    const number = await addRevision(tx, revision, { now, by: callerKey(caller) })
    first ??= number
  }
  await replayThoseAhead(tx, revisions, now)
  const said = await readRevisions(tx)
  return viewOf(said.find(({ revision }) => revision === first)!, said, now.getTime())
}

/** Events may be dated up to a day ahead: what was decided about them is decided anew. */
async function replayThoseAhead(
  tx: Tx,
  revisions: readonly ProgramRevision[],
  now: Date,
): Promise<void> {
  const from = new Date(Math.min(...revisions.map(({ content }) => Date.parse(content.validFrom))))
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from profiles
    where last_seen_at >= ${from} and not exists (
      select from customers
      where customers.customer_id = profiles.customer_id and merged_into is not null
    )
    order by customer_id`.execute(tx)
  const plan = await keptPlan()(tx)
  if (!plan) return
  const ids = rows.map(({ id }) => id)
  await replayCustomers(tx, ids, { plan, ledger: await readLedgerTerms(tx), now })
}
