import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { atPlace } from '#domain/business/places/open-store.ts'
import { PlaceFault } from '#domain/business/places/place.ts'
import {
  findPlace,
  notePlaceState,
  openPlaceSecret,
  readPlaceState,
} from '#domain/business/places/place-rows.ts'
import type { Store } from '#domain/business/places/store.ts'
import type { Reach } from '#domain/business/reach/look-up-within.ts'
import { erasureListName, idsIn, textOf } from './erasure-list.ts'
import { listErased } from './replay-erasures.ts'

type Telling = Pick<Context, 'database' | 'log'> & { sealKey: string; reach: Reach }

const hourMillis = 3_600_000

/** Keeps the list of who was erased beside the copies elsewhere too, from the first copy there on. */
export const erasuresElsewhereWorker = (telling: Telling): Worker => ({
  name: 'erasures elsewhere',
  restMillis: 30_000,
  work: async (signal) => {
    const { database, sealKey, reach, log } = telling
    const known = await findPlace(database, 'copies')
    if (known === null || known.resting || !(await hasCopies(database, known.placeId)))
      return 'done'
    const { placeId, address } = known
    const state = await readPlaceState(database, placeId)
    const erased = await listErased(database)
    if (state && !isDue(state, erased.length)) return 'done'
    const note = (failure: string | null) =>
      notePlaceState(database, {
        ...{ placeId, failure, now: new Date() },
        ...(failure === null && { erasures: erased.length }),
      })
    try {
      const secret = openPlaceSecret(known, sealKey)
      await atPlace({ address, secret, reach }, signal, (store) => tell(store, erased))
      await note(null)
    } catch (error) {
      if (signal.aborted) return 'done'
      if (!(error instanceof PlaceFault)) throw error
      log.warn({ failure: error.code }, 'the list of the erased could not be sent elsewhere')
      await note(error.code)
    }
    return 'done'
  },
})

type State = { lookedAt: Date; failure: string | null; erasures: number }

const isDue = ({ lookedAt, failure, erasures }: State, erased: number) =>
  failure === null ? erasures !== erased : Date.now() - lookedAt.getTime() > hourMillis

/** Whom the list there names already stays in it. */
async function tell(store: Store, erased: readonly string[]): Promise<void> {
  const files = await store.list()
  const isThere = files.some(({ name }) => name === erasureListName)
  const known = isThere ? idsIn(await text(await store.read(erasureListName)), erasureListName) : []
  const content = Buffer.from(textOf([...new Set([...known, ...erased])]))
  const read = async function* () {
    yield content
  }
  await store.put(store.draftOf(erasureListName), { bytes: content.length, read })
  await store.complete(erasureListName)
}

async function hasCopies({ kysely }: Queryable, placeId: string): Promise<boolean> {
  const { rows } = await sql`
    select from copies_elsewhere where place_id = ${placeId} and sent_at is not null limit 1
  `.execute(kysely)
  return rows.length > 0
}
