import { sql } from 'kysely'
import type { StopKind } from '#contract/endpoints/card-numbers.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, type Refusal } from '#kernel/errors.ts'
import { type Identity, identityKey } from '../identity.ts'
import type { Known } from '../matching.ts'

/** @throws Refusal where one of these is a card that was stopped, saying how */
export async function refuseStopped(
  tx: Tx,
  identities: readonly Identity[],
  known: Known,
): Promise<void> {
  const stopped = identities.find((one) => known.stopped.has(identityKey(one)))
  if (!stopped) return
  const { rows } = await sql<{ as: StopKind | null }>`
    select stopped_as as as from cards where number = ${stopped.value}`.execute(tx)
  throw stoppedAs(rows[0]?.as ?? 'blocked')
}

export function stoppedAs(kind: StopKind): Refusal {
  switch (kind) {
    case 'blocked':
      return conflict('card_blocked', 'This card is blocked.')
    case 'replaced':
      return conflict('card_replaced', 'This card was replaced by another.')
    case 'ended':
      return conflict('card_ended', 'This card is no longer valid.')
  }
}
