import type { Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import type { LoggedEvent, Payload } from './fact.ts'
import { append, type NewEvent, saveKeys } from './log.ts'
import type { Within } from './record.ts'
import { loadAllTerms } from './terms.ts'
import type { KeyState } from './versions.ts'

/** The version of an event that counts, and its key, locked. */
export type Said = { event: LoggedEvent; root: string; state: KeyState }

/**
 * Says an event once more with something its source did not tell: of equal versions the latest recorded
 * counts. Version and hash stay those of the source, so what it sends again is a repeat, and whatever it
 * numbers its next version by counts instead.
 */
export async function sayAgain(
  tx: Tx,
  { event, root, state }: Said,
  payload: Payload,
  { now, within }: { now: Date; within: readonly Within[] },
): Promise<void> {
  const { position: _, recordedAt: _then, ...row } = event
  const { anonymous, hash } = state.current
  const again: NewEvent = {
    ...{ ...row, eventId: newId(), payload, anonymous, root, hash },
    // What people wrote stays where it stands.
    texts: null,
  }
  const { source, externalId, customerId, eventId } = again
  await append(tx, [again], now)
  const current = { ...state.current, eventId }
  await saveKeys(tx, [{ source, externalId, state: { ...state, current } }])
  const change = {
    ...{ fresh: [], overruled: [{ customerId, anonymous }], written: new Set([eventId]) },
    ...{ terms: await loadAllTerms(tx), now },
  }
  for (const react of within) await react(tx, change)
}
