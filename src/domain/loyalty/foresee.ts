import type { Tx } from '#database/transaction.ts'
import type { NewEvent } from '#domain/events/log.ts'
import { type Expected, whileAsking } from '#domain/events/record.ts'
import type { Told } from '#domain/ledger/book.ts'
import { isSilent } from '#domain/profile/contribution.ts'
import { stateText } from './pack-state.ts'
import type { Plan } from './program.ts'
import { factOf, namesOf } from './program-fact.ts'
import { advanceProgram } from './run-program.ts'
import { readStateVersions, saveIfUnchanged } from './state-rows.ts'
import { toldOf } from './told.ts'

/** The fresh events of each customer that say something of them. */
export type Fresh = Map<string, readonly NewEvent[]>

/** What the program decides if nobody changes a customer's state before we hold their row. */
export type Foreseen = { plan: Plan; decided: ReadonlyMap<string, Decided> }
type Decided = { events: readonly NewEvent[]; version: string; state: string; told: Told }

const customersAtOnce = 100

export const freshOf = (events: readonly NewEvent[]): Fresh =>
  Map.groupBy(
    events.filter((event) => !event.anonymous && !isSilent(event)),
    ({ root }) => root,
  )

/**
 * Decides on events that are being written to the log, from states that are read without holding
 * anybody's row. Where conditions ask about people, nothing is foreseen: what is known of them has
 * no version of its own.
 */
export async function foresee(
  tx: Tx,
  { fresh, terms, now }: Expected,
  plan: Plan,
): Promise<Foreseen | null> {
  if (plan.asksOfPeople) return null
  const direct = freshOf(fresh)
  const states = await readStateVersions(tx, [...direct.keys()])
  const names = namesOf(terms)
  const decided = new Map<string, Decided>()
  for (const [index, { customerId, state, version }] of states.entries()) {
    // Others want to go on as soon as the database answers them.
    if (index % customersAtOnce === 0) await whileAsking()
    const events = direct.get(customerId)!
    const facts = events.map((event) => factOf(event, now, names))
    const decisions = advanceProgram(JSON.parse(state), facts, [], plan)
    if (!decisions) continue
    const told = toldOf(customerId, decisions)
    decided.set(customerId, { events, version, state: stateText(decisions.state), told })
  }
  return { plan, decided }
}

/**
 * Keeps what was foreseen of those whose fresh events are just these and whose state nobody changed
 * since it was read; they are taken out of `direct`. Whoever calls holds their rows.
 */
export async function takeForeseen(tx: Tx, foreseen: Foreseen, direct: Fresh): Promise<Told[]> {
  const fitting = [...foreseen.decided].filter(([id, { events }]) =>
    isSame(events, direct.get(id) ?? []),
  )
  const kept = await saveIfUnchanged(
    tx,
    fitting.map(([customerId, { state, version }]) => ({ customerId, state, version })),
  )
  for (const id of kept) direct.delete(id)
  return fitting.flatMap(([id, { told }]) => (kept.has(id) ? [told] : []))
}

const isSame = (a: readonly NewEvent[], b: readonly NewEvent[]) =>
  a.length === b.length && a.every((event, index) => event === b[index])
