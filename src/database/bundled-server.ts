import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, ClientConfig } from 'pg'
import { refuseOtherMajor, superuser } from './cluster.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { withFileLock } from './file-lock.ts'
import { type Log, silentLog } from './log.ts'
import { stopServer } from './server-process.ts'
import { findPrograms } from './server-programs.ts'
import { openSocketFolder, removeSocketFolder } from './socket-folder.ts'
import {
  adoptServer,
  connectionTo,
  presenceName,
  type ServerPlace,
  startServer,
} from './start-server.ts'

export type BundledServerOptions = {
  /** Else STAMMGAST_DATA, else the default of `data-folder.ts`. */
  dataFolder?: string | undefined
  log?: Log | undefined
  /** The npm package that carries the programs, where it is not the one of this platform. */
  packageName?: string | undefined
  /** PostgreSQL settings that win over our own. */
  settings?: Record<string, string> | undefined
}

export type BundledServer = {
  folder: DataFolder
  connection: ClientConfig
  /** Ends our use of the server; the last to leave stops it. */
  leave(): Promise<void>
}

const recoveryPauseMillisMax = 5_000

/**
 * Joins the PostgreSQL of a data folder: adopts the one that runs, or starts it.
 *
 * Every process that uses the server keeps one idle connection to it, its presence. It ends
 * with the process, however that ends, so whoever leaves and sees no other presence is the
 * last; and its loss is how a process learns that PostgreSQL died and must be started again.
 * Coming and leaving happen under one file lock.
 */
export async function joinBundledServer(
  options: BundledServerOptions = {},
): Promise<BundledServer> {
  const log = options.log ?? silentLog
  const folder = await openDataFolder(options.dataFolder)
  const source = await findPrograms(options.packageName)
  const place: ServerPlace = { folder, source, log, settings: options.settings ?? {} }
  const membership: Membership = {
    place,
    presence: undefined,
    recovery: Promise.resolve(),
    leaving: false,
  }
  await enter(membership)
  return {
    folder,
    connection: connectionTo(folder, superuser),
    leave: () => leave(membership),
  }
}

type Membership = {
  place: ServerPlace
  presence: Client | undefined
  /** Done once PostgreSQL stands again after it died. */
  recovery: Promise<void>
  leaving: boolean
}

async function enter(membership: Membership) {
  const { place } = membership
  const presence = await withFileLock(place.folder, async () => {
    await refuseOtherMajor(place.folder, place.source.major)
    await openSocketFolder(place.folder)
    return (await adoptServer(place)) ?? (await startServer(place))
  })
  membership.presence = presence
  presence.once('end', () => {
    if (!membership.leaving) membership.recovery = recover(membership)
  })
}

async function recover(membership: Membership) {
  const { log, folder } = membership.place
  log.error({ dataFolder: folder.root }, 'PostgreSQL is gone; starting it again')
  let pauseMillis = 50
  while (!membership.leaving) {
    try {
      return await enter(membership)
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL could not be started again; trying once more')
      await sleep(pauseMillis)
      pauseMillis = Math.min(pauseMillis * 2, recoveryPauseMillisMax)
    }
  }
}

async function leave(membership: Membership) {
  if (membership.leaving) return
  membership.leaving = true
  await membership.recovery
  await withFileLock(membership.place.folder, async () => {
    const { presence } = membership
    const last = presence ? await isLast(presence) : false
    await presence?.end().catch(() => undefined)
    if (last) await stop(membership.place)
  })
}

async function stop({ folder, log }: ServerPlace) {
  if (!(await stopServer(folder))) {
    return log.warn({ dataFolder: folder.root }, 'PostgreSQL is still busy stopping')
  }
  await removeSocketFolder(folder)
  log.info({ dataFolder: folder.root }, 'stopped PostgreSQL')
}

async function isLast(presence: Client): Promise<boolean> {
  try {
    const { rows } = await presence.query<{ others: string }>(
      `select count(*) as others
         from pg_stat_activity
        where application_name = $1 and pid <> pg_backend_pid()`,
      [presenceName],
    )
    return Number(rows[0]?.others) === 0
  } catch {
    // The server died under us: there is nothing left to stop.
    return false
  }
}
