import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDataFolder } from '#database/data-folder.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { openReadReplica } from '#database/read-replica.ts'
import { holdServingLock } from '#database/serving-lock.ts'
import { shareLocks } from '#database/shared-locks.ts'
import { backupPlace } from '#domain/business/backups/backup-place.ts'
import { leave, type Machine, type Part, thisMachine } from '#domain/business/machines/machine.ts'
import { type HouseOptions, openHouse } from '#house.ts'
import { Refusal } from '#kernel/errors.ts'
import { createLog } from '#server/create-log.ts'
import type { Environment } from '#server/environment.ts'
import { presenceWorker } from '#server/presence.ts'
import { version } from '#server/version.ts'
import { type Answering, answerRequests, type Place } from './answer-requests.ts'
import { buildWebApp } from './build-web-app.ts'
import { say } from './command.ts'
import { withDemo } from './demo-house.ts'
import { doJobs } from './do-jobs.ts'
import { observe } from './observe.ts'

/** How long running requests may take to end once the program stops answering. */
const patienceMillis = 10_000

/**
 * Does its part until told to stop, and then leaves nothing half done. Who does everything (`all`)
 * has the database to itself; `serve` and `work` stand beside others of their kind.
 */
export async function runProgram(
  part: Part,
  dataFolder: string | undefined,
  environment: Environment,
): Promise<void> {
  const stop = listenForStop()
  if (part !== 'work' && !(await buildWebApp())) say('The API starts all the same.')
  const log = createLog(environment.logLevel)
  const database = await openDatabase({ dataFolder, log })
  const onLost = () => stop.abort(lockLost)
  const among = part === 'all' ? 'alone' : 'among others'
  try {
    // Before anything is touched: whoever serves must not find its tables changed by a newcomer.
    const lock = await holdServingLock(database, { log, onLost, among })
    try {
      await migrate(database)
      // Jobs write; what they read must be of this moment.
      const told = part === 'work' ? null : environment.replica
      const replica = told ? await openReadReplica(database, { ...told, log }) : undefined
      try {
        await doPart(
          { part, environment, stop: stop.signal },
          { database, replica, dataFolder, log },
        )
      } finally {
        await replica?.close()
      }
    } finally {
      await lock.release()
    }
  } finally {
    await database.close()
  }
  if (stop.signal.reason === lockLost) throw lockLost
}

const lockLost = new Refusal(
  'unavailable',
  'serving_lock_lost',
  'The right to serve this database was lost; the log says how. Start again when the database is back.',
)

type Run = { part: Part; environment: Environment; stop: AbortSignal }

async function doPart(run: Run, options: HouseOptions): Promise<void> {
  const house = withDemo(await openHouse(options))
  const { database } = house.context
  const machine = thisMachine(run.part, version)
  const turns = run.part === 'all' ? null : shareLocks(database)
  const observing = await observe(database, run.environment)
  const data = database.kind === 'bundled' ? await openDataFolder(options.dataFolder) : null
  try {
    const backups = backupPlace(data)
    await doUntilStopped({ ...run, house, machine, turns, backups, observing })
  } finally {
    await leave(database, machine).catch(() => undefined)
    await turns?.close()
    await observing.close().catch(() => undefined)
    await house.close()
  }
}

type Doing = Run & Place & { machine: Machine }

async function doUntilStopped({ part, stop, machine, ...place }: Doing) {
  const { house, environment } = place
  const draining = new AbortController()
  const stopping = new AbortController()
  const signals = { draining: draining.signal, stopping: stopping.signal }
  const answering: Answering | null = part === 'work' ? null : await answerRequests(place, signals)
  const presence = presenceWorker(house.context, machine)
  const workers = doJobs(place, { part, machine, presence })
  await answering?.greet()

  if (!stop.aborted) await once(stop, 'abort')
  draining.abort()
  const worked = workers.stop()
  if (answering) {
    await sleep(environment.drainSeconds * 1000)
    const patience = setTimeout(() => {
      stopping.abort()
      answering.breakOff()
    }, patienceMillis)
    await answering.close()
    clearTimeout(patience)
  }
  await worked
}

/** npm passes a signal on that the whole group of processes has heard already: both are one. */
const sameSignalMillis = 1000

/** The first signal asks politely; a second one ends the program at once. */
function listenForStop(): AbortController {
  const stop = new AbortController()
  let askedAt = Number.POSITIVE_INFINITY
  const hear = () => {
    const now = performance.now()
    if (now - askedAt > sameSignalMillis) process.exit(1)
    askedAt = Math.min(askedAt, now)
    stop.abort()
  }
  process.on('SIGTERM', hear)
  process.on('SIGINT', hear)
  return stop
}
