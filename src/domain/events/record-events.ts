import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { EventInput } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import { errorCode } from '#database/error-code.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { Fact } from './fact.ts'
import { checkEvent, codesOf, prepareFact, type Refused } from './prepare.ts'
import { record, type Within } from './record.ts'
import { loadTerms } from './terms.ts'

/**
 * Records events as they were sent: each is accepted, repeated, superseded or refused on its own.
 * One transaction, unless the database itself rejects a value that every check let pass: then the
 * batch is halved until that one event stands alone and is refused.
 * @param sent at most 1,000 events in the form of the contract, unchecked
 * @returns one outcome per event, in order
 */
export async function recordEvents(
  context: Context,
  within: readonly Within[],
  sent: readonly unknown[],
): Promise<IntakeOutcome[]> {
  const outcomes: IntakeOutcome[] = []
  const wellFormed: { event: EventInput; index: number }[] = []
  sent.forEach((one, index) => {
    const checked = checkEvent(one)
    if ('event' in checked) wellFormed.push({ event: checked.event, index })
    else outcomes[index] = refusedOutcome(checked)
  })
  const recorded = await recordHalving(
    context,
    within,
    wellFormed.map(({ event }) => event),
  )
  wellFormed.forEach(({ index }, place) => {
    outcomes[index] = recorded[place]!
  })
  return outcomes
}

async function recordHalving(
  context: Context,
  within: readonly Within[],
  events: readonly EventInput[],
): Promise<IntakeOutcome[]> {
  if (events.length === 0) return []
  try {
    return await transaction(context.database, (tx) =>
      recordInto(tx, events, { now: context.clock.now(), within }),
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

export type IntoOptions = { now: Date; within: readonly Within[]; importId?: string }

/** The same within a caller's transaction, for events whose form was checked before. */
export async function recordInto(
  tx: Tx,
  events: readonly EventInput[],
  options: IntoOptions,
): Promise<IntakeOutcome[]> {
  const terms = await loadTerms(tx, codesOf(events), options.now)
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
  const recorded = facts.length > 0 ? await record(tx, facts, { ...options, terms }) : []
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
