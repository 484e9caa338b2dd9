import { join } from 'node:path'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { atPlace } from '#domain/business/places/open-store.ts'
import { PlaceFault } from '#domain/business/places/place.ts'
import { findPlace, type KnownPlace, openPlaceSecret } from '#domain/business/places/place-rows.ts'
import type { Store } from '#domain/business/places/store.ts'
import type { Reach } from '#domain/business/reach/look-up-within.ts'
import type { BackupPlace } from '../backup-place.ts'
import {
  type CopyToSend,
  findOldElsewhere,
  findToSend,
  noteNotSent,
  noteRemovedElsewhere,
  noteSent,
} from './copy-rows.ts'
import { sendCopy } from './send-copy.ts'

export type Sending = Pick<Context, 'database' | 'log'> & {
  place: BackupPlace
  sealKey: string
  reach: Reach
}

/** Sends each copy to the place outside, the newest first, and takes away there what is old. */
export const elsewhereWorker = (sending: Sending): Worker => ({
  name: 'copies elsewhere',
  restMillis: 5_000,
  work: async (signal) => {
    const { database, place } = sending
    const known = await findPlace(database, 'copies')
    if (place.folder === null || known === null || known.resting) return 'done'
    const copy = await findToSend(database, known.placeId, new Date())
    if (copy === null) return 'done'
    await sendOne(sending, known, { ...copy, path: join(place.folder, copy.fileName) }, signal)
    return 'more'
  },
})

type Copy = CopyToSend & { path: string }

async function sendOne(sending: Sending, known: KnownPlace, copy: Copy, signal: AbortSignal) {
  const { database, log, sealKey, reach } = sending
  const { backupId, fileName, path } = copy
  const { placeId, address } = known
  try {
    const secret = openPlaceSecret(known, sealKey)
    await atPlace({ address, secret, reach }, signal, async (store) => {
      const sha256 = await sendCopy(store, path, fileName)
      await noteSent(database, { backupId, placeId, sha256, now: new Date() })
      log.info({ kind: address.kind }, 'a copy lies elsewhere, read again and compared')
      await removeOld(sending, placeId, store)
    })
  } catch (error) {
    // Who stops in the middle sends it again; that is no failure of the place.
    if (signal.aborted) return
    const failure = error instanceof PlaceFault ? error.code : 'unexpected'
    await noteNotSent(database, { backupId, placeId, failure, now: new Date() })
    if (!(error instanceof PlaceFault)) throw error
    log.warn({ kind: address.kind, failure }, 'a copy could not be sent elsewhere')
  }
}

/** Only what we have laid there ourselves, by our own list. */
async function removeOld({ database }: Sending, placeId: string, store: Store): Promise<void> {
  for (const { backupId, fileName } of await findOldElsewhere(database, placeId)) {
    await store.remove(fileName)
    await noteRemovedElsewhere(database, placeId, backupId)
  }
}
