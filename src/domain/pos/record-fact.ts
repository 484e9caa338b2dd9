import type { EventInput } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import { type IntoOptions, recordInto } from '#domain/events/record-events.ts'
import { Refusal } from '#kernel/errors.ts'

/** One fact of the counter, in the caller's transaction. @throws Refusal as intake says it */
export async function recordFact(tx: Tx, fact: EventInput, options: IntoOptions): Promise<void> {
  const [outcome] = await recordInto(tx, [fact], options)
  if (outcome?.status !== 'refused') return
  const [fault] = outcome.errors
  throw new Refusal('malformed', outcome.code, fault?.message ?? outcome.code, outcome.errors)
}
