import type { Worker } from '#contract/worker.ts'
import type { Queryable } from '#database/transaction.ts'
import { atPlace } from '#domain/business/places/open-store.ts'
import { PlaceFault } from '#domain/business/places/place.ts'
import {
  findPlace,
  type KnownPlace,
  notePlaceState,
  openPlaceSecret,
  readPlaceState,
} from '#domain/business/places/place-rows.ts'
import type { Reach } from '#domain/business/reach/look-up-within.ts'
import type { ImportContext } from '../import-context.ts'
import { fetchFiles } from './fetch-files.ts'
import { settleDropped } from './take-dropped.ts'

export type Fetching = ImportContext & { sealKey: string; reach: Reach }

const hourMillis = 3_600_000

/** Looks once an hour at a server on which a till lays its files, and takes each in once. */
export const fetchWorker = (fetching: Fetching): Worker => ({
  name: 'fetched files',
  restMillis: 20_000,
  work: async (signal) => {
    const { database } = fetching
    await settleDropped(fetching, { path: '', seen: new Map(), fetched: true })
    const known = await findPlace(database, 'files')
    if (known === null || known.resting) return 'done'
    const state = await readPlaceState(database, known.placeId)
    if (state && Date.now() - state.lookedAt.getTime() < hourMillis) return 'done'
    await look(fetching, known, signal)
    return 'done'
  },
})

async function look(fetching: Fetching, known: KnownPlace, signal: AbortSignal): Promise<void> {
  const { database, log, sealKey, reach } = fetching
  const { placeId, address } = known
  const note = (failure: string | null) =>
    notePlaceState(database, { placeId, failure, now: new Date() })
  try {
    const secret = openPlaceSecret(known, sealKey)
    await atPlace({ address, secret, reach }, signal, (store) =>
      fetchFiles(fetching, { placeId, store, signal }),
    )
    await note(null)
  } catch (error) {
    // Who is stopped in the middle looks again at the next start.
    if (signal.aborted) return
    if (!(error instanceof PlaceFault)) throw error
    await note(error.code)
    log.warn({ failure: error.code }, 'files could not be fetched')
  }
}

/** For those who import and need not know where the server is. */
export async function readFetching(db: Queryable) {
  const known = await findPlace(db, 'files')
  if (known === null) return null
  const { lookedAt = null, failure = null } = (await readPlaceState(db, known.placeId)) ?? {}
  return { lookedAt, failure }
}
