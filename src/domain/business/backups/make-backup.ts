import { open, rename, rm } from 'node:fs/promises'
import { checkBackup, refuseDifference } from '#database/backup/check-backup.ts'
import { packed, unpacked } from '#database/backup/file.ts'
import { rowsOf, type Sums } from '#database/backup/format.ts'
import { refuseWeakPassphrase } from '#database/backup/sealing.ts'
import { writeBackup } from '#database/backup/write-backup.ts'
import { errorCode } from '#database/error-code.ts'
import type { Database } from '#database/open.ts'
import { conflict, Refusal } from '#kernel/errors.ts'

export type BackupOrder = {
  file: string
  /** null: readable by everybody who has the file */
  passphrase: string | null
  /** The program's own, where it is to travel along. */
  secret: string | null
  version: string
}

export type MadeBackup = { bytes: number; rows: number; tables: number }

/**
 * Copies the database into a new file while others write on, and reads the copy again before it
 * gets its name: what has the name is whole.
 * @throws Refusal where the file is there already, or cannot be written
 */
export async function makeBackup(
  database: Pick<Database, 'connection'>,
  order: BackupOrder,
): Promise<MadeBackup> {
  const { file, passphrase } = order
  if (passphrase !== null) refuseWeakPassphrase(passphrase)
  await refuseExisting(file)
  const draft = `${file}.part`
  try {
    const { bytes, sums } = await write(database, draft, order)
    const read = await checkBackup(unpacked(draft, passphrase))
    refuseDifference(read.tables, sums)
    await rename(draft, file)
    return { bytes, rows: rowsOf(sums), tables: Object.keys(sums).length }
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw isOfFiles(error) ? unwritable(file, error) : error
  }
}

async function write(
  database: Pick<Database, 'connection'>,
  draft: string,
  { passphrase, secret, version }: BackupOrder,
): Promise<{ bytes: number; sums: Sums }> {
  let sums: Sums = {}
  const source = writeBackup(database, { version, secret })
  const told = async function* () {
    sums = yield* source
  }
  const handle = await open(draft, 'w', 0o600)
  try {
    let bytes = 0
    for await (const piece of packed(told(), passphrase)) {
      await handle.writeFile(piece)
      bytes += piece.length
    }
    await handle.sync()
    return { bytes, sums }
  } finally {
    await handle.close()
  }
}

async function refuseExisting(file: string) {
  try {
    await (await open(file)).close()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  throw conflict('backup_exists', `${file} is there already. Nothing was written over it.`)
}

const isOfFiles = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'path' in error

function unwritable(file: string, cause: Error): Refusal {
  const refusal = new Refusal(
    'unavailable',
    'backup_unwritable',
    `The copy ${file} cannot be written (${errorCode(cause) ?? cause.message}).`,
  )
  refusal.cause = cause
  return refusal
}
