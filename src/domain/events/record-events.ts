import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { EventInput } from '#contract/language/event.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { asIntake } from '#database/doing.ts'
import { errorCode } from '#database/error-code.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { beginSearch } from '#domain/customers/resolve.ts'
import { recallErased } from './erased-keys.ts'
import type { Fact } from './fact.ts'
import { inParts } from './in-parts.ts'
import { checkEvent, codesOf, prepareFact, type Refused } from './prepare.ts'
import { record, type Within, whileAsking } from './record.ts'
import { loadTerms } from './terms.ts'
import { refusalsWithin } from './within-stores.ts'

/**
 * Records events as they were sent: each is accepted, repeated, superseded or refused on its own.
 * A large batch is recorded in two parts side by side while nobody else sends one; each part is one
 * transaction, unless the database itself rejects a value that every check let pass: then it is
 * halved until that one event stands alone and is refused. Where one part fails, the other may have
 * been recorded: whoever sends all of it again is told so of each event.
 * @param sent at most 1,000 events in the form of the contract, unchecked
 * @param stores to which whoever sends them is limited; null: every store
 * @returns one outcome per event, in order
 */
export async function recordEvents(
  context: Context,
  within: readonly Within[],
  sent: readonly unknown[],
  stores: Caller['stores'] = null,
): Promise<IntakeOutcome[]> {
  const outcomes: IntakeOutcome[] = []
  const wellFormed: Placed[] = []
  sent.forEach((one, index) => {
    const checked = checkEvent(one)
    if ('event' in checked) wellFormed.push({ event: checked.event, index })
    else outcomes[index] = refusedOutcome(checked)
  })
  const allowed = await keepAllowed(context, wellFormed, outcomes, stores)
  const recorded = await recordSideBySide(
    context,
    within,
    allowed.map(({ event }) => event),
  )
  allowed.forEach(({ index }, place) => {
    outcomes[index] = recorded[place]!
  })
  return outcomes
}

type Placed = { event: EventInput; index: number }

/** Those that whoever is limited to some stores may record; the others are refused. */
async function keepAllowed(
  { database }: Pick<Context, 'database'>,
  placed: readonly Placed[],
  outcomes: IntakeOutcome[],
  stores: Caller['stores'],
): Promise<readonly Placed[]> {
  if (stores === null) return placed
  const events = placed.map(({ event }) => event)
  const refusals = await readOnly(database, (tx) => refusalsWithin(tx, events, stores))
  return placed.filter(({ index }, place) => {
    const refusal = refusals[place]
    if (refusal) outcomes[index] = refusedOutcome(refusal)
    return !refusal
  })
}

/** Fewer are recorded sooner than divided. */
const dividedFrom = 200
const partsAtOnce = 2

/** The databases that large batches are going into, each of them one. */
const receiving = new WeakSet<object>()

async function recordSideBySide(
  context: Context,
  within: readonly Within[],
  events: readonly EventInput[],
): Promise<IntakeOutcome[]> {
  const { database } = context
  // Several senders keep the database busy without this.
  if (events.length < dividedFrom || receiving.has(database)) {
    return await recordHalving(context, within, events)
  }
  receiving.add(database)
  try {
    return await recordParts(context, within, events)
  } finally {
    receiving.delete(database)
  }
}

async function recordParts(
  context: Context,
  within: readonly Within[],
  events: readonly EventInput[],
): Promise<IntakeOutcome[]> {
  const outcomes: IntakeOutcome[] = []
  const ended = await Promise.allSettled(
    inParts(events, partsAtOnce).map(async (places) => {
      const part = places.map((place) => events[place]!)
      const recorded = await recordHalving(context, within, part)
      places.forEach((place, index) => {
        outcomes[place] = recorded[index]!
      })
    }),
  )
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  return outcomes
}

async function recordHalving(
  context: Context,
  within: readonly Within[],
  events: readonly EventInput[],
): Promise<IntakeOutcome[]> {
  if (events.length === 0) return []
  try {
    return await asIntake(() =>
      transaction(context.database, (tx) =>
        recordInto(tx, events, {
          now: context.clock.now(),
          within,
          erasureKey: context.erasureKey,
        }),
      ),
    )
  } catch (error) {
    if (!isRejectedValue(error)) throw error
    if (events.length === 1) return [rejectedOutcome]
    const middle = events.length >> 1
    return [
      ...(await recordHalving(context, within, events.slice(0, middle))),
      ...(await recordHalving(context, within, events.slice(middle))),
    ]
  }
}

export type IntoOptions = {
  now: Date
  within: readonly Within[]
  importId?: string
  /** Without it erased people are not looked for: what names customers by id alone needs none. */
  erasureKey?: string | undefined
}

/** The same within a caller's transaction, for events whose form was checked before. */
export async function recordInto(
  tx: Tx,
  events: readonly EventInput[],
  options: IntoOptions,
): Promise<IntakeOutcome[]> {
  const terms = await loadTerms(tx, codesOf(events), options.now)
  const search = beginSearch(
    tx,
    events.map((event) => event.customer),
    options.erasureKey,
    events.map((event) => event.occurredAt),
  )
  await whileAsking()
  const outcomes: IntakeOutcome[] = []
  const facts: Fact[] = []
  const places: number[] = []
  events.forEach((event, index) => {
    const prepared = prepareFact(event, terms, options.now)
    if ('fact' in prepared) {
      facts.push(prepared.fact)
      places.push(index)
    } else outcomes[index] = refusedOutcome(prepared)
  })
  const among = { ...search, sought: places.map((index) => search.sought[index]!) }
  const told = await recallErased(tx, facts, terms, options.erasureKey)
  const recorded = told.length > 0 ? await record(tx, told, among, { ...options, terms }) : []
  places.forEach((index, place) => {
    outcomes[index] = recorded[place]!
  })
  return outcomes
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
export function isRejectedValue(error: unknown): boolean {
  return /^2[23]/.test(errorCode(error) ?? '')
}

const refusedOutcome = ({ code, faults }: Refused): IntakeOutcome => ({
  status: 'refused',
  code,
  errors: faults,
})

const rejectedOutcome: IntakeOutcome = refusedOutcome({
  code: 'value_rejected',
  faults: [
    { pointer: '', code: 'value_rejected', message: 'A value of this event cannot be stored.' },
  ],
})
