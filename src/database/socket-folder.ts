import { createHash } from 'node:crypto'
import { lchown, lstat, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#kernel/errors.ts'
import type { DataFolder } from './data-folder.ts'
import { errorCode } from './error-code.ts'

export const socketPort = 5432

/** sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const socketPathBytesMax = process.platform === 'linux' ? 107 : 103

/**
 * The folder of the server's socket: inside the data folder, or, where that lies too deep, a
 * short private one. Its name follows from the data folder's, so that every process finds it.
 */
export function socketFolderOf({ postgresql }: DataFolder): string {
  return fits(postgresql) ? postgresql : `/tmp/stammgast-${digest(postgresql)}`
}

/** Makes the short folder if one is needed; anybody may write to /tmp, so it is looked at twice. */
export async function openSocketFolder(folder: DataFolder) {
  const place = socketFolderOf(folder)
  if (place === folder.postgresql) return
  await makePrivate(place, folder)
  const found = await lstat(place)
  const owner = folder.account?.uid ?? process.getuid?.()
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return
  throw new Refusal(
    'unavailable',
    'socket_folder_taken',
    `The path of ${folder.root} is too long for a socket, and ${place}, where it would go instead, belongs to somebody else. Choose a data folder with a shorter path.`,
  )
}

export async function removeSocketFolder(folder: DataFolder) {
  const place = socketFolderOf(folder)
  if (place !== folder.postgresql) await rm(place, { recursive: true, force: true })
}

const fits = (place: string) =>
  Buffer.byteLength(join(place, `.s.PGSQL.${socketPort}`)) <= socketPathBytesMax

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

async function makePrivate(place: string, { account }: DataFolder) {
  try {
    await mkdir(place, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  // Only root can have made what belongs to root here; then it is ours to hand over.
  if (account && (await lstat(place)).uid === 0) await lchown(place, account.uid, account.gid)
}
