import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { EventInput } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import { checkEvent } from '#domain/events/prepare.ts'
import { recordInto } from '#domain/events/record-events.ts'
import type { ImportContext } from './import-context.ts'
import { nameCustomers } from './name-customers.ts'
import type { Source } from './staged-units.ts'
import { decide, type Reason, type Unit } from './units.ts'

/** What became of a unit's rows. */
export type Verdict =
  | { status: 'accepted' | 'duplicate'; anonymous: boolean }
  | { reasons: readonly Reason[] }

/** Takes the units' events into the log, within the caller's transaction. */
export async function recordUnits(
  tx: Tx,
  context: ImportContext,
  source: Source,
  units: readonly Unit[],
): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const events: EventInput[] = []
  const places: { at: number; name: string | null }[] = []
  units.forEach((unit, at) => {
    const decision = decide(unit, source.reading.mapping)
    if ('reasons' in decision) {
      verdicts[at] = decision
      return
    }
    const checked = checkEvent(decision.event)
    if ('event' in checked) {
      events.push(checked.event)
      places.push({ at, name: decision.name })
    } else verdicts[at] = sameForAll(unit, checked.code, checked.faults[0]?.message)
  })
  const outcomes = await recordAll(tx, context, source, events)
  outcomes.forEach((outcome, index) => {
    const { at } = places[index]!
    verdicts[at] = verdictOf(outcome, units[at]!)
  })
  await nameCustomers(tx, namesOf(outcomes, places))
  return verdicts
}

async function recordAll(
  tx: Tx,
  { clock, within, erasureKey }: ImportContext,
  { importId }: Source,
  events: readonly EventInput[],
): Promise<IntakeOutcome[]> {
  if (events.length === 0) return []
  return await recordInto(tx, events, { now: clock.now(), within, importId, erasureKey })
}

function verdictOf(outcome: IntakeOutcome, unit: Unit): Verdict {
  switch (outcome.status) {
    case 'accepted':
      return { status: 'accepted', anonymous: outcome.customerId === null }
    case 'repeated':
    case 'superseded':
      return { status: 'duplicate', anonymous: outcome.customerId === null }
    case 'refused':
      return sameForAll(unit, outcome.code, outcome.errors[0]?.message)
  }
}

const sameForAll = (unit: Unit, code: string, text: string | undefined): Verdict => ({
  reasons: unit.rows.map(() => ({ code, ...(text !== undefined && { text }) })),
})

function namesOf(
  outcomes: readonly IntakeOutcome[],
  places: readonly { name: string | null }[],
): Map<string, string> {
  const names = new Map<string, string>()
  outcomes.forEach((outcome, index) => {
    const { name } = places[index]!
    if (name === null || outcome.status === 'refused' || outcome.customerId === null) return
    names.set(outcome.customerId, name)
  })
  return names
}
