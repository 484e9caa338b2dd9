import type { Delivered } from '#contract/endpoints/pos-deliveries.ts'
import { transaction } from '#database/transaction.ts'
import { lockDevice } from './device-rows.ts'
import type { Delivery } from './read-entry.ts'
import { type Taking, takeEntry } from './take-entry.ts'

/**
 * Takes what a device did alone, entry by entry, each in a transaction of its own: whoever is cut off
 * in the middle delivers all of it again.
 */
export async function deliverEntries(
  taking: Taking,
  entries: readonly Delivery[],
): Promise<{ items: Delivered[] }> {
  const { rim, deviceId, caller } = taking
  await transaction(rim.context.database, (tx) => lockDevice(tx, deviceId, caller.stores))
  const items: Delivered[] = []
  for (const entry of entries) items.push(await takeEntry(taking, entry))
  return { items }
}
