import { chown } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#kernel/errors.ts'
import type { DataFolder } from './data-folder.ts'

const sqliteBusy = 5
const pollMillis = 20
const patienceMillis = 300_000

/**
 * Runs `work` while no other process (nor another caller in this one) holds the same lock file.
 *
 * Node has no file locks of its own, but SQLite takes a real one, which the operating system
 * releases the moment the holder dies, however it dies. The file itself stays empty.
 */
export async function withFileLock<T>(
  folder: Pick<DataFolder, 'lock' | 'account'>,
  work: () => Promise<T>,
): Promise<T> {
  const release = await acquire(folder)
  try {
    return await work()
  } finally {
    release()
  }
}

async function acquire({
  lock: file,
  account,
}: Pick<DataFolder, 'lock' | 'account'>): Promise<() => void> {
  const deadline = Date.now() + patienceMillis
  while (Date.now() < deadline) {
    const release = tryAcquire(file)
    if (release) {
      if (account) await chown(file, account.uid, account.gid)
      return release
    }
    await sleep(pollMillis)
  }
  throw new Refusal(
    'unavailable',
    'data_folder_busy',
    `Another process has been starting or stopping the database for minutes and holds ${file}.`,
  )
}

function tryAcquire(file: string): (() => void) | undefined {
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return () => lock.close()
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
