import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { doneBy } from '#database/doing.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { holdServingLock } from '#database/serving-lock.ts'
import { transaction } from '#database/transaction.ts'
import { readEntrance } from '#domain/business/queries.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import { type House, type HouseOptions, openHouse } from '#house.ts'
import { Refusal } from '#kernel/errors.ts'
import { buildServer } from '#server/build-server.ts'
import { createLog } from '#server/create-log.ts'
import type { Environment } from '#server/environment.ts'
import { sweepWorker } from '#server/sweep.ts'
import { startWorkers } from '#server/worker-loop.ts'
import { buildWebApp } from './build-web-app.ts'
import { print, say } from './command.ts'
import { withDemo } from './demo-house.ts'
import { listen } from './listen.ts'

/** How long running requests may take to end once the program is told to stop. */
const patienceMillis = 10_000

/** Serves until told to stop, and then leaves nothing half done. */
export async function serve(dataFolder: string | undefined, environment: Environment) {
  const stop = listenForStop()
  await buildWebApp()
  const log = createLog(environment.logLevel)
  const database = await openDatabase({ dataFolder, log })
  const onLost = () => stop.abort(lockLost)
  try {
    // Before anything is touched: whoever serves must not find its tables changed by a newcomer.
    const lock = await holdServingLock(database, { log, onLost })
    try {
      await migrate(database)
      await answer({ database, dataFolder, log }, environment, stop.signal)
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

async function answer(options: HouseOptions, environment: Environment, stop: AbortSignal) {
  const house = withDemo(await openHouse(options))
  const stopping = new AbortController()
  try {
    const app = await buildServer(house, { ...environment, stopping: stopping.signal })
    await listen(app, environment)
    const workers = startWorkers([...house.workers, sweepWorker(house.context)], house.context.log)
    await printAddress(house, environment, portOf(app.server.address()))

    if (!stop.aborted) await once(stop, 'abort')
    const patience = setTimeout(() => {
      stopping.abort()
      app.server.closeAllConnections()
    }, patienceMillis)
    await Promise.all([app.close(), workers.stop()])
    clearTimeout(patience)
  } finally {
    await house.close()
  }
}

async function printAddress({ context }: House, environment: Environment, port: number) {
  const address = environment.publicUrl?.origin ?? `http://${shownHost(environment.host)}:${port}`
  if ((await readEntrance(context.database)).owned) return print(`Stammgast: ${address}/admin`)
  const { path } = await doneBy({ actor: 'command', actorId: 'start' }, () =>
    transaction(context.database, (tx) => makeSetUpLink(tx, null)),
  )
  print(`Stammgast: ${address}${path}`)
  say('Whoever opens this address first becomes the owner. It works once, for 24 hours.')
}

const portOf = (address: string | AddressInfo | null) =>
  typeof address === 'object' && address !== null ? address.port : 0

/** An address one can click: nobody reaches 0.0.0.0. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** The first signal asks politely; a second one ends the program at once. */
function listenForStop(): AbortController {
  const stop = new AbortController()
  const hear = () => {
    if (stop.signal.aborted) process.exit(1)
    stop.abort()
  }
  process.on('SIGTERM', hear)
  process.on('SIGINT', hear)
  return stop
}
