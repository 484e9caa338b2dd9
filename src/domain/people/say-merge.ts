import type { Tx } from '#database/transaction.ts'
import type { MergeMark } from '#domain/events/fact.ts'
import { append } from '#domain/events/log.ts'
import { newId, publicId } from '#kernel/ids.ts'
import type { Merge } from './merge-rows.ts'

/** Says in the log who was joined or parted, for whoever reads it by cursor; it counts for nothing. */
export async function sayMerge(
  tx: Tx,
  type: MergeMark,
  { mergeId, kind, fromId, intoId }: Pick<Merge, 'mergeId' | 'kind' | 'fromId' | 'intoId'>,
  now: Date,
): Promise<void> {
  const event = {
    ...{ customerId: intoId, root: intoId, anonymous: false, eventId: newId(), type },
    ...{ source: 'stammgast', externalId: `merge ${mergeId}`, occurredAt: now },
    version: type === 'customers_merged' ? 0 : 1,
    ...{ store: 0, channel: 0, amount: null, importId: null, texts: null, hash: '' },
    payload: { kind, from: publicId('cus', fromId) },
  }
  await append(tx, [event], now)
}
