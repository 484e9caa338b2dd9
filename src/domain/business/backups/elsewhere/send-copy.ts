import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { errorCode } from '#database/error-code.ts'
import { PlaceFault } from '#domain/business/places/place.ts'
import type { Store } from '#domain/business/places/store.ts'

/**
 * Writes a file there, reads it again from there, and gives it its name once both are the same. One
 * that was broken off is sent again whole.
 * @returns its SHA-256
 */
export async function sendCopy(store: Store, path: string, name: string): Promise<Buffer> {
  const written = createHash('sha256')
  const bytes = await sizeOf(path)
  const draft = store.draftOf(name)
  await store.put(draft, { bytes, read: () => counted(path, written) })
  const found = createHash('sha256')
  let foundBytes = 0
  for await (const piece of await store.read(draft)) {
    found.update(piece as Buffer)
    foundBytes += (piece as Buffer).length
  }
  const sha256 = written.digest()
  if (foundBytes !== bytes || !found.digest().equals(sha256)) {
    await store.remove(draft)
    throw new PlaceFault('place_differs')
  }
  await store.complete(name)
  return sha256
}

async function* counted(path: string, hash: ReturnType<typeof createHash>) {
  for await (const piece of createReadStream(path)) {
    hash.update(piece as Buffer)
    yield piece as Buffer
  }
}

/** Where two machines do the jobs, the copy may lie on the other one. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new PlaceFault('copy_missing', { cause: error })
    throw error
  }
}
