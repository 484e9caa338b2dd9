import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import type { LoggedEvent } from '#domain/events/fact.ts'
import type { Within } from '#domain/events/record.ts'
import { type IntoOptions, recordInto } from '#domain/events/record-events.ts'
import { grantByHand } from '#domain/ledger/grant-by-hand.ts'
import { readCollectEnd } from '#domain/loyalty/ending/read-ending.ts'
import {
  followReferral,
  type RecruitPurchase,
  type ReferralState,
} from '#domain/loyalty/referral.ts'
import { currentEvents } from '#domain/profile/replay.ts'
import { readEvents } from '#domain/profile/streams.ts'
import { type DueReferral, lockDue } from './due-referrals.ts'
import { whyNot } from './guard.ts'
import { paidThisYear } from './paid-this-year.ts'

const referralsPerStep = 100

/**
 * Looks again at recruitments whose recruit did something or whose time has come, and pays both
 * where the first purchase can no longer be given back.
 */
export const referralWorker = (context: Context, within: readonly Within[]): Worker => ({
  name: 'referrals',
  restMillis: 5_000,
  work: async (signal) => {
    const looked = await transaction(context.database, (tx) =>
      settle(tx, within, context.clock.now()),
    )
    return looked === referralsPerStep && !signal.aborted ? 'more' : 'done'
  },
})

async function settle(tx: Tx, within: readonly Within[], now: Date): Promise<number> {
  const due = await lockDue(tx, now, referralsPerStep)
  if (due.length === 0) return 0
  const { zone } = await readBusinessTerms({ kysely: tx })
  const collectEnd = await readCollectEnd(tx, now)
  const endMillis = collectEnd?.getTime() ?? Number.POSITIVE_INFINITY
  const roots = await rootsOf(
    tx,
    due.flatMap(({ referrerId, recruitId }) => [referrerId, recruitId]),
  )
  const paid = await paidThisYear(
    tx,
    new Set(due.map((one) => roots.get(one.referrerId)!)),
    zone,
    now,
  )
  const eventsOf = await readEvents(tx, [...new Set(due.map((one) => roots.get(one.recruitId)!))])
  const reasons = await whyNot(tx, due)
  const looked = due.map((one, place): Looked => {
    const referrer = roots.get(one.referrerId)!
    const recruit = roots.get(one.recruitId)!
    const clock = {
      zone,
      endMillis,
      nowMillis: now.getTime(),
      paidThisYear: paid.get(referrer) ?? 0,
    }
    const state = stateOf(one, reasons[place]!, purchasesIn(eventsOf(recruit)), clock)
    if (state.kind === 'pays') paid.set(referrer, clock.paidThisYear + 1)
    return { ...one, referrer, recruit, state }
  })
  const paying = looked.filter(({ state }) => state.kind === 'pays')
  await tell(tx, paying, { within, now })
  for (const one of paying) await pay(tx, one, now)
  for (const one of looked) await save(tx, one, now)
  return due.length
}

/** With whom both count as now, after merges. */
type Looked = DueReferral & { referrer: string; recruit: string; state: Settled }
type Settled = Exclude<ReferralState, { kind: 'refused' }> | { kind: 'refused'; reasons: string[] }
type Clock = Parameters<typeof followReferral>[2]

function stateOf(
  { terms, followedAt }: DueReferral,
  reasons: readonly string[],
  purchases: readonly RecruitPurchase[],
  clock: Clock,
): Settled {
  if (reasons.length > 0) return { kind: 'refused', reasons: [...reasons] }
  const state = followReferral(terms, { followedMillis: followedAt.getTime(), purchases }, clock)
  return state.kind === 'refused' ? { kind: 'refused', reasons: [state.reason] } : state
}

/** In the log too, so that rules may give points for it and the referrer's timeline shows it. */
async function tell(tx: Tx, paying: readonly Looked[], options: IntoOptions): Promise<void> {
  if (paying.length === 0) return
  const events = paying.map(({ id, referrerId }) => ({
    ...{ type: 'referral' as const, source: 'stammgast', externalId: `referral ${id}`, version: 0 },
    ...{ occurredAt: options.now.toISOString(), customer: { id: referrerId } },
  }))
  const outcomes = await recordInto(tx, events, options)
  const refused = outcomes.find(({ status }) => status !== 'accepted')
  if (refused) throw new Error(`a referral was not recorded: ${JSON.stringify(refused)}`)
}

const keys = { referrer: 'referral.referrer', recruit: 'referral.recruit' } as const

/**
 * Both are paid, or neither; each once, whatever happens. The acts stand beside who brought and who came,
 * so that they keep what is theirs when a merge is undone.
 */
async function pay(tx: Tx, one: Looked, now: Date): Promise<void> {
  const { id, terms, referrer, recruit, referrerId, recruitId } = one
  const { referrerPoints, recruitPoints } = terms
  const shares = [
    { root: referrer, customerId: referrerId, points: referrerPoints, key: keys.referrer },
    { root: recruit, customerId: recruitId, points: recruitPoints, key: keys.recruit },
  ].sort((a, b) => (a.root < b.root ? -1 : 1))
  for (const { customerId, points, key } of shares) {
    const named = { customerId, currency: terms.currency, identity: `${key} ${id}` }
    const grant = { as: 'grant' as const, points, availableAt: null, expiresAt: null }
    await grantByHand(tx, { ...named, ...grant, store: 0, doneBy: null, reason: { key } }, now)
  }
}

async function save(tx: Tx, { id, facts, state }: Looked, now: Date): Promise<void> {
  const waits = state.kind === 'waits' ? state : null
  await sql`
    update referrals set
      state = ${state.kind === 'waits' ? 'waiting' : state.kind === 'pays' ? 'paid' : 'refused'},
      waits_for = ${waits?.for ?? null},
      next_at = ${waits ? new Date(waits.untilMillis) : null},
      seen_facts = ${facts},
      reasons = ${state.kind === 'refused' ? state.reasons : []}::text[],
      decided_at = ${waits ? null : now}
    where referral_id = ${id}`.execute(tx)
}

/** The purchases of a recruit, the earliest first, each with what was given back of it. */
function purchasesIn(events: readonly LoggedEvent[]): RecruitPurchase[] {
  const current = currentEvents(events)
  const returns = current.filter(({ type }) => type === 'return')
  return current
    .filter(({ type }) => type === 'purchase')
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map((purchase) => {
      const amount = purchase.amount ?? 0
      const back = returns.filter(({ payload }) => isOf(payload.purchase, purchase))
      const sum = back.reduce((all, one) => all + (one.amount ?? 0), 0)
      return { atMillis: purchase.occurredAt.getTime(), amount, givenBack: Math.min(amount, sum) }
    })
}

type Key = Pick<LoggedEvent, 'source' | 'externalId'>
const isOf = (named: Key | undefined, { source, externalId }: Key) =>
  named?.source === source && named.externalId === externalId
