import type { Tx } from '#database/transaction.ts'
import { recordMany, type ToRecord } from './record-many.ts'

/** A balance brought along from an older system. Whoever asks sees to it that it is asked once. */
export type Opening = {
  /** Of the act that it becomes. */
  actId: string
  customerId: string
  currency: string
  points: number
  identity: string
  doneBy: string | null
}

/** Books many opening balances at once; the statements do not grow with their number. */
export async function openManyBalances(
  tx: Tx,
  openings: readonly Opening[],
  now: Date,
): Promise<void> {
  await recordMany(tx, openings.map(plannedOf), now)
}

function plannedOf({ actId, customerId, currency, points, identity, doneBy }: Opening): ToRecord {
  return {
    id: actId,
    planned: {
      request: {
        ...{ customerId, currency, identity, store: 0, doneBy },
        reason: { key: 'hand.taken_over' },
      },
      asked: ['opening', points],
      decide: (_, at) => ({ kind: 'opening', points, availableAt: at, expiresAt: null }),
    },
  }
}
