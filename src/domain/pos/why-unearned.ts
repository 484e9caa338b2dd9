import { sql } from 'kysely'
import type { PosBooking, Unearned } from '#contract/endpoints/pos.ts'
import type { Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { currentState } from '#domain/loyalty/current-state.ts'
import { readLives } from '#domain/loyalty/follow-program.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import { inOrder, type Place } from '#domain/loyalty/program-fact.ts'
import type { ProgramState } from '#domain/loyalty/program-state.ts'
import { replayProgram } from '#domain/loyalty/run-program.ts'
import { validityOf } from '#domain/loyalty/validity.ts'
import { type WhyNothing, whyNothing } from '#domain/loyalty/why-nothing.ts'
import type { Booking } from './booking-rows.ts'

type Ground = { plan: Plan | null; root: string; now: Date }
type Told = Pick<Booking, 'source' | 'externalId' | 'amount' | 'bookedAt' | 'undoneAt'>

/** What the counter says of a booking that brought nothing; null: there is nothing to say. */
export async function whyUnearned(
  tx: Tx,
  { plan, root, now }: Ground,
  booking: Told,
  { gained }: Pick<PosBooking, 'gained'>,
): Promise<Unearned | null> {
  if (booking.undoneAt !== null) return null
  if (!plan) return { kind: 'no_rule' }
  const currencies = new Set(plan.inForce(now.getTime()).earners.map(({ rule }) => rule.currency))
  if (gained.length > 0 && currencies.size < 2) return null
  const booked = await bookedCurrencies(tx, root, booking)
  if (gained.length === 0 && booked.size > 0) return later(plan, booking, booked, now)
  const type = booking.amount === null ? ('visit' as const) : ('purchase' as const)
  const atMillis = booking.bookedAt.getTime()
  const state = await stateAfter(tx, root, plan, { ...booking, atMillis })
  const why = whyNothing(state, { ...booking, type, atMillis }, plan, booked)
  if (gained.length === 0) return await toldOf(tx, why)
  // Whoever got something misses only what they would have got an hour later.
  return why.kind === 'visit_counted' ? await toldOf(tx, why) : null
}

/** The customer right after an event, which may be long ago: what came later gives no reason for it. */
async function stateAfter(tx: Tx, root: string, plan: Plan, event: Place): Promise<ProgramState> {
  const now = await currentState(tx, root, plan)
  if (!now.last || inOrder(now.last, event) <= 0) return now
  const { facts, people } = (await readLives(tx, [root])).get(root)!
  const before = facts.filter((fact) => inOrder(fact, event) <= 0)
  return replayProgram(before, people, plan).state
}

async function bookedCurrencies(
  tx: Tx,
  root: string,
  { source, externalId }: Pick<Booking, 'source' | 'externalId'>,
): Promise<Set<string>> {
  const { rows } = await sql<{ currency: string }>`
    select distinct currency
    from event_keys join ledger_entries using (event_id)
    where source = ${source} and external_id = ${externalId}
      and ledger_entries.customer_id = ${root}`.execute(tx)
  return new Set(rows.map(({ currency }) => currency))
}

/** It is in the books and not in the balance: it counts from a later day on, or paid a debt. */
function later(plan: Plan, { bookedAt }: Told, booked: Set<string>, now: Date): Unearned {
  const atMillis = bookedAt.getTime()
  const days = plan
    .inForce(atMillis)
    .earners.filter(({ rule }) => booked.has(rule.currency))
    .map(({ rule }) => validityOf(atMillis, rule.pendingDays, rule.expiry, plan.zone).availableAt)
  const soonest = Math.min(...days.filter((at) => at > now.getTime()))
  return Number.isFinite(soonest)
    ? { kind: 'pending', availableAt: new Date(soonest) }
    : { kind: 'owed' }
}

async function toldOf(tx: Tx, why: WhyNothing): Promise<Unearned> {
  switch (why.kind) {
    case 'visit_counted':
      return { kind: why.kind, nextAt: new Date(why.nextAtMillis) }
    case 'too_little': {
      const { currency } = await readBusinessTerms({ kysely: tx })
      return { kind: why.kind, amountMin: { amount: why.amountMin, currency } }
    }
    case 'cap_reached':
    case 'amount_needed':
    case 'excluded':
    case 'no_rule':
      return why
  }
}
