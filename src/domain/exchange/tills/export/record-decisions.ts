import { sql } from 'kysely'
import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { EventInput } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { checkEvent } from '#domain/events/prepare.ts'
import type { Within } from '#domain/events/record.ts'
import { recordInto } from '#domain/events/record-events.ts'
import type { WaitingReceipt } from './waiting-receipts.ts'

export type Deciding = Context & { within: readonly Within[] }

export type Decision = {
  receipt: WaitingReceipt
  outcome: 'booked' | 'joined' | 'doubtful' | 'skipped' | 'refused'
  /** To be recorded; null where nothing is to be said. */
  event: EventInput | null
  /** The purchase it became or was joined to. */
  key: { source: string; externalId: string } | null
  reason?: { code: string; text: string }
}

export const refusedBy = (receipt: WaitingReceipt, code: string, text = ''): Decision => ({
  receipt,
  outcome: 'refused',
  event: null,
  key: null,
  reason: { code, text },
})

/** Records the events of these decisions in one intake; what is refused there is refused here. */
export async function recordAll(
  tx: Tx,
  { clock, within }: Deciding,
  decisions: readonly Decision[],
): Promise<Decision[]> {
  const decided = [...decisions]
  const events: EventInput[] = []
  const places: number[] = []
  decided.forEach(({ event, receipt }, place) => {
    if (event === null) return
    const checked = checkEvent(event)
    if ('event' in checked) {
      events.push(checked.event)
      places.push(place)
    } else decided[place] = refusedBy(receipt, checked.code, checked.faults[0]?.message)
  })
  if (events.length === 0) return decided
  const outcomes = await recordInto(tx, events, { now: clock.now(), within })
  outcomes.forEach((outcome, index) => {
    const place = places[index]!
    decided[place] = afterIntake(decided[place]!, outcome)
  })
  return decided
}

function afterIntake(decision: Decision, outcome: IntakeOutcome): Decision {
  if (outcome.status !== 'refused') return decision
  return refusedBy(decision.receipt, outcome.code, outcome.errors[0]?.message)
}

export async function save(tx: Tx, decisions: readonly Decision[], now: Date): Promise<void> {
  if (decisions.length === 0) return
  const rows = decisions.map(({ receipt, outcome, key, reason }) => ({
    id: receipt.receiptId,
    outcome,
    reason: reason ?? null,
    source: outcome === 'booked' || outcome === 'joined' ? key?.source : null,
    external_id: outcome === 'booked' || outcome === 'joined' ? key?.externalId : null,
  }))
  // What is decided needs its lines no more; the others are decided by hand. Nobody's number stays.
  await sql`
    update till_receipts set outcome = decided.outcome, reason = decided.reason,
      source = decided.source, external_id = decided.external_id, decided_at = ${now},
      content = case when decided.outcome in ('doubtful', 'refused')
        then jsonb_set(content, '{customerNumber}', '""') end
    from json_to_recordset(${JSON.stringify(rows)}::json) as decided
      (id uuid, outcome text, reason jsonb, source text, external_id text)
    where receipt_id = decided.id`.execute(tx)
}
