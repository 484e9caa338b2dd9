import type { Tx } from '#database/transaction.ts'
import { erasedOf, rootsOf } from '#domain/customers/merged.ts'
import type { NewEvent } from '#domain/events/log.ts'
import { type Change, type Expected, type Within, whileAsking } from '#domain/events/record.ts'
import { loadAllTerms } from '#domain/events/terms.ts'
import { bookAdditions, bookReplayed, type Told } from '#domain/ledger/book.ts'
import type { MonthFlow } from '#domain/ledger/months.ts'
import { saveMonths } from '#domain/ledger/save.ts'
import { type LedgerTerms, readLedgerTerms } from '#domain/ledger/terms.ts'
import { currentEvents } from '#domain/profile/replay.ts'
import { readEvents } from '#domain/profile/streams.ts'
import type { PersonRevision } from './fact-values.ts'
import { type Foreseen, type Fresh, foresee, freshOf, takeForeseen } from './foresee.ts'
import { inLanes, isOneLane } from './in-lanes.ts'
import { type PackedState, packState, stateText } from './pack-state.ts'
import { type Plan, planOf } from './program.ts'
import { type CodeNames, factOf, namesOf, type ProgramFact } from './program-fact.ts'
import { type ProgramMark, readProgram, readProgramMark } from './program-rows.ts'
import { emptyProgramState } from './program-state.ts'
import { advanceProgram, type Decisions, replayProgram } from './run-program.ts'
import {
  type KeptState,
  packedOf,
  readPersonRevisions,
  readStates,
  saveStates,
} from './state-rows.ts'
import { isAnythingTold, toldOf } from './told.ts'

/**
 * The program's part in intake: lets fresh events bring what they bring, and replays the customers
 * for whom the kept state does not say enough. The plan is made once per program.
 */
export function followProgram(): Within {
  const planFor = keptPlan()
  const react = async (tx: Tx, change: Change, foreseen: Foreseen | null) => {
    const plan = await planFor(tx)
    if (plan) await follow(tx, change, plan, foreseen?.plan === plan ? foreseen : null)
  }
  return Object.assign((tx: Tx, change: Change) => react(tx, change, null), {
    foresee: async (tx: Tx, expected: Expected) => {
      const plan = planFor.latest()
      const foreseen = plan && (await foresee(tx, expected, plan))
      return (tx: Tx, change: Change) => react(tx, change, foreseen)
    },
  })
}

export type PlanFor = (tx: Tx) => Promise<Plan | null>
/** `latest` is the plan as it was last given, without asking whether it still is in force. */
type KeptPlan = PlanFor & { latest: () => Plan | null }

/** Gives the plan in force, read anew when anything it depends on has changed. */
export function keptPlan(): KeptPlan {
  let kept: { mark: string; plan: Plan } | null = null
  const planFor = async (tx: Tx) => {
    const mark: ProgramMark = await readProgramMark(tx)
    if (mark.lastRevision === null) return null
    const text = JSON.stringify(mark)
    if (kept?.mark !== text) kept = { mark: text, plan: planOf(await readProgram(tx, mark)) }
    return kept.plan
  }
  return Object.assign(planFor, { latest: () => kept?.plan ?? null })
}

async function follow(
  tx: Tx,
  change: Change,
  plan: Plan,
  foreseen: Foreseen | null,
): Promise<void> {
  const replay = new Set(await overruledCustomers(tx, change))
  const direct = freshOf(change.fresh)
  for (const root of replay) direct.delete(root)
  if (change.terms.anyErased) await leaveErased(tx, replay, direct)
  if (replay.size + direct.size === 0) return
  const ground = { plan, ledger: await readLedgerTerms(tx), now: change.now }
  for (const [root, kept] of await readStates(tx, [...replay].sort())) {
    if (isBefore(plan, kept)) replay.delete(root)
  }
  const first = [...direct.keys(), ...replay].sort()[0]
  const booking: BookingGround = { ...ground, gathered: [], isLast: replay.size === 0 }
  if (foreseen) await bookForeseen(tx, foreseen, direct, booking)
  const names = namesOf(change.terms)
  const sorted = [...direct].sort(byCustomer)
  const isLast = booking.isLast && isOneLane(sorted) && booking.gathered.length === 0
  const left = await inLanes(sorted, (lane) => followLane(tx, lane, { ...booking, names, isLast }))
  await replayCustomers(tx, [...replay, ...left].sort(), ground, booking.gathered)
  if (first !== undefined) await saveMonths(tx, booking.gathered, first)
}

async function bookForeseen(
  tx: Tx,
  foreseen: Foreseen,
  direct: Fresh,
  { ledger, now, gathered, isLast }: BookingGround,
): Promise<void> {
  const told = (await takeForeseen(tx, foreseen, direct)).filter(isAnythingTold)
  told.sort((a, b) => (a.customerId < b.customerId ? -1 : 1))
  const later = isLast && direct.size === 0 && isOneLane(told) ? undefined : gathered
  await inLanes(told, async (lane) => {
    await bookAdditions(tx, lane, ledger, now, later)
    return []
  })
}

type FreshOfOne = readonly [root: string, events: readonly NewEvent[]]

const byCustomer = ([a]: FreshOfOne, [b]: FreshOfOne) => (a < b ? -1 : 1)

/** @returns those of whom the kept state does not say enough */
async function followLane(
  tx: Tx,
  lane: readonly FreshOfOne[],
  { plan, ledger, now, names, gathered, isLast }: BookingGround & { names: CodeNames },
): Promise<string[]> {
  const asked = lane.map(([root]) => root)
  const states = await readStates(tx, asked)
  const people = plan.asksOfPeople ? await readPersonRevisions(tx, asked) : nobody
  await whileAsking()
  const booking = new Booking()
  const left: string[] = []
  for (const [root, events] of lane) {
    const kept = states.get(root)
    if (kept && isBefore(plan, kept, events)) continue
    const facts = events.map((event) => factOf(event, now, names))
    const decisions = advance(facts, kept, people.get(root) ?? [], plan)
    if (decisions) booking.take(root, decisions)
    else left.push(root)
  }
  await saveStates(tx, booking.states)
  const told = booking.told.filter(isAnythingTold)
  const later = isLast && left.length === 0 ? undefined : gathered
  if (told.length > 0) await bookAdditions(tx, told, ledger, now, later)
  return left
}

/** The program follows nobody who was erased: what a late return changes, nobody holds. */
async function leaveErased(
  tx: Tx,
  replay: Set<string>,
  direct: Map<string, unknown>,
): Promise<void> {
  for (const id of await erasedOf(tx, [...replay, ...direct.keys()])) {
    replay.delete(id)
    direct.delete(id)
  }
}

const nobody: ReadonlyMap<string, PersonRevision[]> = new Map()

/**
 * Whose whole life lies before the program: nothing is owed, and nothing need be kept. Birthdays
 * among the fresh events count, though nobody was seen on them.
 */
const isBefore = ({ startsAtMillis }: Plan, kept: KeptState, fresh: readonly NewEvent[] = []) =>
  kept.state === null &&
  (kept.facts === 0 || kept.lastSeenAt.getTime() < startsAtMillis) &&
  !fresh.some(({ occurredAt }) => occurredAt.getTime() >= startsAtMillis)

async function overruledCustomers(tx: Tx, { overruled }: Change): Promise<string[]> {
  const named = overruled.filter(({ anonymous }) => !anonymous).map(({ customerId }) => customerId)
  return [...(await rootsOf(tx, named)).values()]
}

/** Null: the kept state does not say enough, or there is none yet of somebody with a past. */
function advance(
  facts: readonly ProgramFact[],
  kept: KeptState | undefined,
  people: readonly PersonRevision[],
  plan: Plan,
): Decisions | null {
  const state = stateBefore(kept, facts)
  return state && advanceProgram(state, facts, people, plan)
}

function stateBefore(
  kept: KeptState | undefined,
  facts: readonly ProgramFact[],
): PackedState | null {
  if (!kept) return null
  if (kept.state === null) return kept.facts === facts.length ? untouched : null
  return packedOf(kept)
}

const untouched: PackedState = packState(emptyProgramState())

/** What was decided of many, in the forms in which it is written: what led to it can be let go. */
class Booking {
  readonly states = new Map<string, string>()
  readonly told: Told[] = []

  take(customerId: string, decisions: Decisions): void {
    this.states.set(customerId, stateText(decisions.state))
    this.told.push(toldOf(customerId, decisions))
  }
}

type Ground = { plan: Plan; ledger: LedgerTerms; now: Date }
/** What is booked last of all needs no step of its own for the sums of the month. */
type BookingGround = Ground & { gathered: MonthFlow[]; isLast: boolean }

/** Lets customers go through the program anew from all their facts, and corrects their books. */
export async function replayCustomers(
  tx: Tx,
  customerIds: readonly string[],
  { plan, ledger, now }: Ground,
  gathered?: MonthFlow[],
): Promise<void> {
  if (customerIds.length === 0) return
  const booking = new Booking()
  const lives = await readLives(tx, customerIds)
  for (const [id, { facts, people }] of lives) {
    booking.take(id, replayProgram(facts, people, plan))
  }
  await saveStates(tx, booking.states)
  await bookReplayed(tx, booking.told, ledger, now, gathered)
}

/** What the program says of customers from all their facts. */
export async function replayed(
  tx: Tx,
  customerIds: readonly string[],
  plan: Plan,
): Promise<Map<string, Decisions>> {
  const lives = await readLives(tx, customerIds)
  return new Map(
    [...lives].map(([id, { facts, people }]) => [id, replayProgram(facts, people, plan)]),
  )
}

/** All the program reads of one customer. */
export type Life = { facts: readonly ProgramFact[]; people: readonly PersonRevision[] }

export async function readLives(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Life>> {
  const factsIn = await readFacts(tx, customerIds)
  const people = await readPersonRevisions(tx, customerIds)
  return new Map(
    customerIds.map((id) => [id, { facts: factsIn(id), people: people.get(id) ?? [] }]),
  )
}

/** All facts of a customer that count, as the program reads them. */
export const factsOf = async (tx: Tx, customerId: string): Promise<ProgramFact[]> =>
  (await readFacts(tx, [customerId]))(customerId)

async function readFacts(
  tx: Tx,
  customerIds: readonly string[],
): Promise<(customerId: string) => ProgramFact[]> {
  const names = namesOf(await loadAllTerms(tx))
  const eventsOf = await readEvents(tx, customerIds)
  return (id) => currentEvents(eventsOf(id)).map((event) => factOf(event, event.recordedAt, names))
}
