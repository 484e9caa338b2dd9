import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A watched folder, and how its files looked when it was last looked at. What was fetched from
 * elsewhere lies in a folder of its own for as long as it is read.
 */
export type DropFolder = { path: string; seen: Map<string, string>; fetched: boolean }
export type DroppedFile = { name: string; path: string }

/** Whoever writes it is done when it has not changed for so long, between two looks. */
export const settledAfterMillis = 20_000
const endings = ['.csv', '.txt', '.tsv', '.zip']
const filesMax = 1_000

/**
 * The files that are written to their end, by name. What begins with a point or ends otherwise is
 * left alone: that is how programs name what they still write.
 */
export async function listSettled(folder: DropFolder, nowMillis: number): Promise<DroppedFile[]> {
  const names = (await readdir(folder.path)).filter(isFile).sort().slice(0, filesMax)
  const settled: DroppedFile[] = []
  const looks = new Map<string, string>()
  for (const name of names) {
    const path = join(folder.path, name)
    // Not through links: they could lead to any file this program may read.
    const found = await lstat(path).catch(() => null)
    if (!found?.isFile()) continue
    const look = `${found.size} ${found.mtimeMs}`
    looks.set(name, look)
    const isQuiet = nowMillis - found.mtimeMs >= settledAfterMillis
    if (found.size > 0 && isQuiet && folder.seen.get(name) === look) settled.push({ name, path })
  }
  folder.seen = looks
  return settled
}

export const isFile = (name: string) =>
  !name.startsWith('.') && endings.some((ending) => name.toLowerCase().endsWith(ending))

/** What was a file a moment ago may be a link by now: that is not followed either. */
export const openDropped = ({ path }: DroppedFile): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)

/** Puts a file aside, under its own name or one beside it; it is no loss if that fails. */
export async function putAside(
  folder: DropFolder,
  { name, path }: DroppedFile,
  to: 'done' | 'failed',
  fileId: string,
): Promise<boolean> {
  try {
    const aside = join(folder.path, to)
    await mkdir(aside, { recursive: true })
    if (!(await lstat(aside)).isDirectory()) return false
    const target = join(aside, name)
    const isTaken = await lstat(target).then(
      () => true,
      () => false,
    )
    await rename(path, isTaken ? join(aside, `${fileId}-${name}`) : target)
    folder.seen.delete(name)
    return true
  } catch {
    // Known by its content, it is not imported again where it stays.
    return false
  }
}
