import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { PlaceFailure, PlacePurpose } from '#contract/endpoints/places.ts'
import { openStore } from './open-store.ts'
import { PlaceFault, type Reachable } from './place.ts'
import type { Store } from './store.ts'

export type Checked = { failure: PlaceFailure | null; hostKey: string | null }

/** Goes there and does, with a few bytes, all that will be done there. */
export async function checkPlace(purpose: PlacePurpose, reachable: Reachable): Promise<Checked> {
  let store: Store | null = null
  try {
    store = await openStore(reachable)
    await store.list()
    if (purpose === 'copies') await layAndTake(store)
    return { failure: null, hostKey: store.hostKey }
  } catch (error) {
    if (!(error instanceof PlaceFault)) throw error
    return { failure: error.code, hostKey: error.hostKey ?? store?.hostKey ?? null }
  } finally {
    await store?.close()
  }
}

async function layAndTake(store: Store): Promise<void> {
  const content = randomBytes(64)
  const name = `stammgast-check-${content.toString('hex', 0, 8)}`
  const source = {
    bytes: content.length,
    read: async function* () {
      yield content
    },
  }
  await store.put(store.draftOf(name), source)
  await store.complete(name)
  try {
    const found = await buffer(await store.read(name))
    if (!found.equals(content)) throw new PlaceFault('place_differs')
  } finally {
    await store.remove(name)
  }
}
