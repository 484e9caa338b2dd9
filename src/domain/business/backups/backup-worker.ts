import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { Refusal } from '#kernel/errors.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { BackupPlace } from './backup-place.ts'
import {
  type Asked,
  askForBackup,
  type BackupSettings,
  beginAsked,
  endBackup,
  findOld,
  type LastNight,
  noteRemoved,
  readLastNight,
  readSettings,
} from './backup-rows.ts'
import { makeBackup } from './make-backup.ts'

export type Keeping = Pick<Context, 'database' | 'log'> & {
  place: BackupPlace
  secret: string
  version: string
}

const hourMillis = 3_600_000

/** Makes the copies that are due or asked for, and takes away those past their time. */
export const backupWorker = (keeping: Keeping): Worker => ({
  name: 'backups',
  restMillis: 3_000,
  work: async () => {
    const { database, place } = keeping
    if (place.folder === null) return 'done'
    const { zone } = await readBusinessTerms(database)
    const settings = await readSettings(database)
    if (isDue(settings, await readLastNight(database), zone, new Date()))
      await askForBackup(database, true)
    const asked = await beginAsked(database)
    if (asked) await make(keeping, place.folder, asked)
    await removeOld(keeping, place.folder)
    return 'done'
  },
})

/** Once a night from its hour on; what failed is tried again after an hour. */
export function isDue(
  { nightly, hour }: BackupSettings,
  last: LastNight,
  zone: TimeZone,
  now: Date,
): boolean {
  if (!nightly || zone.hourOf(now) < hour) return false
  if (zone.dayOf(last.askedAt) < zone.dayOf(now)) return true
  return last.failed && now.getTime() - last.askedAt.getTime() > hourMillis
}

async function make(keeping: Keeping, folder: string, { id, byNight }: Asked): Promise<void> {
  const { database, log, place, secret, version } = keeping
  const { passphrase } = place
  const fileName = `stammgast-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.backup`
  // Whoever finds a copy that is not sealed shall not find the key to the secrets within.
  const withSecret = passphrase !== null
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const order = { file: join(folder, fileName), passphrase, version }
    const { bytes, rows } = await makeBackup(database, {
      ...order,
      secret: withSecret ? secret : null,
    })
    await endBackup(database, id, {
      ...{ fileName, bytes, rows, withSecret },
      sealed: passphrase !== null,
    })
    log.info({ bytes, rows, byNight }, 'made a copy of the database')
  } catch (error) {
    await endBackup(database, id, { failure: failureOf(error) })
    throw error
  }
}

const failureOf = (error: unknown) => (error instanceof Refusal ? error.code : 'unexpected')

async function removeOld({ database }: Keeping, folder: string): Promise<void> {
  for (const { id, fileName } of await findOld(database)) {
    await rm(join(folder, fileName), { force: true })
    await noteRemoved(database, id)
  }
}
