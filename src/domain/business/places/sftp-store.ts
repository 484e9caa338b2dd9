import { Readable } from 'node:stream'
import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'
import type { PlaceFailure } from '#contract/endpoints/places.ts'
import { wayFault } from './fault-of.ts'
import { PlaceFault } from './place.ts'
import { connectSftp, type SftpEntrance } from './sftp-connection.ts'
import type { Source, Store } from './store.ts'

/** What servers take and give at once; so many pieces are under way together. */
const pieceBytes = 32 * 1024
const underWayMax = 32

/** A folder of an SFTP server whose key is the one we know. */
export async function openSftp(entrance: SftpEntrance): Promise<Store> {
  const { sftp, broken, hostKey, breakOff, close } = await connectSftp(entrance)
  const { folder } = entrance.address
  const path = (name: string) => (folder === '' ? name : `${folder.replace(/\/+$/, '')}/${name}`)
  const ask: Ask = (start, missing = 'copy_missing') =>
    Promise.race([broken, answered(start)]).catch((error: unknown) => {
      throw wayFault(error) ?? new PlaceFault(failureOf(error, missing), { cause: error })
    })
  const server: Server = { sftp, ask }
  return {
    ...{ hostKey, breakOff, close },
    list: async () => {
      const inside = folder === '' ? '.' : folder
      const found = await ask<FileEntryWithStats[]>(
        (told) => sftp.readdir(inside, told),
        'place_folder_missing',
      )
      return found
        .filter(({ attrs }) => attrs.isFile())
        .map(({ filename, attrs: { size, mtime } }) => ({
          ...{ name: filename, bytes: size, changedAt: new Date(mtime * 1000) },
        }))
    },
    draftOf: (name) => `${name}.part`,
    put: (name, source) => write(server, path(name), source),
    read: async (name) => Readable.from(piecesOf(server, path(name)), { objectMode: false }),
    complete: async (name) => {
      // By the old protocol nothing is renamed over a file that is there.
      await remove(server, path(name))
      await ask<void>((told) => sftp.rename(path(`${name}.part`), path(name), told))
    },
    remove: (name) => remove(server, path(name)),
    moveInto: (inner, name) => moveInto(server, path(inner), path(name), name),
  }
}

/** Ends with the connection, whether or not the request is answered. */
type Ask = <T>(start: (told: Told<T>) => unknown, missing?: PlaceFailure) => Promise<T>
type Told<T> = (error: Error | null | undefined, answer: T) => void
type Server = { sftp: SFTPWrapper; ask: Ask }

const answered = <T>(start: (told: Told<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    start((error, answer) => (error ? reject(error) : resolve(answer)))
  })

async function write({ sftp, ask }: Server, path: string, source: Source): Promise<void> {
  const handle = await ask<Buffer>(
    (told) => sftp.open(path, 'w', { mode: 0o600 }, told),
    'place_folder_missing',
  )
  const underWay = new Set<Promise<void>>()
  let position = 0
  for await (const piece of inPieces(source.read())) {
    const at = position
    position += piece.length
    const written = ask<void>((told) => sftp.write(handle, piece, 0, piece.length, at, told))
    const kept = written.finally(() => underWay.delete(kept))
    underWay.add(kept)
    // Whoever waits hears of a failure; those beside it must not end the program.
    kept.catch(() => undefined)
    if (underWay.size >= underWayMax) await Promise.race(underWay)
  }
  await Promise.all(underWay)
  await ask<void>((told) => sftp.close(handle, told))
}

async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes)
  }
}

/** Asks for several pieces ahead, since the way there and back is the longest part. */
async function* piecesOf({ sftp, ask }: Server, path: string): AsyncGenerator<Buffer> {
  const handle = await ask<Buffer>((told) => sftp.open(path, 'r', told))
  try {
    const { size } = await ask<Stats>((told) => sftp.fstat(handle, told))
    const ahead: Promise<Buffer>[] = []
    let asked = 0
    for (let at = 0; at < size; at += pieceBytes) {
      for (; asked < size && ahead.length < underWayMax; asked += pieceBytes) {
        const piece = readPiece({ sftp, ask }, handle, asked, Math.min(pieceBytes, size - asked))
        piece.catch(() => undefined)
        ahead.push(piece)
      }
      yield await ahead.shift()!
    }
  } finally {
    await ask<void>((told) => sftp.close(handle, told))
  }
}

/** A server may give less than it is asked for. */
async function readPiece(
  { sftp, ask }: Server,
  handle: Buffer,
  position: number,
  bytes: number,
): Promise<Buffer> {
  const piece = Buffer.alloc(bytes)
  for (let filled = 0; filled < bytes; ) {
    const read = await ask<number>((told) =>
      sftp.read(handle, piece, filled, bytes - filled, position + filled, told),
    )
    if (read === 0) throw new PlaceFault('place_differs')
    filled += read
  }
  return piece
}

async function remove({ sftp, ask }: Server, path: string): Promise<void> {
  try {
    await ask<void>((told) => sftp.unlink(path, told))
  } catch (error) {
    if (!(error instanceof PlaceFault) || error.code !== 'copy_missing') throw error
  }
}

async function moveInto({ sftp, ask }: Server, folder: string, path: string, name: string) {
  const move = (to: string) => ask<void>((told) => sftp.rename(path, to, told))
  try {
    const isThere = await exists({ sftp, ask }, folder)
    if (!isThere) await ask<void>((told) => sftp.mkdir(folder, told))
    const isTaken = await exists({ sftp, ask }, `${folder}/${name}`)
    await move(`${folder}/${isTaken ? `${Date.now()}-${name}` : name}`)
    return true
  } catch (error) {
    if (error instanceof PlaceFault && error.code === 'place_broken_off') throw error
    // It is known by how it looks, and stays where it lies.
    return false
  }
}

async function exists({ sftp, ask }: Server, path: string): Promise<boolean> {
  try {
    await ask<Stats>((told) => sftp.stat(path, told))
    return true
  } catch (error) {
    if (error instanceof PlaceFault && error.code === 'copy_missing') return false
    throw error
  }
}

/** By the numbers of the protocol (SSH_FX_*). */
function failureOf(error: unknown, missing: PlaceFailure): PlaceFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 2) return missing
  if (code === 3) return 'place_not_allowed'
  const words = error instanceof Error ? error.message : ''
  if (/no space|quota/i.test(words)) return 'place_full'
  return /no response|not connected/i.test(words) ? 'place_broken_off' : 'place_refused'
}
