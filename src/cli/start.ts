import type { AddressInfo } from 'node:net'
import { type Command, InvalidArgumentError } from 'commander'
import { holdServingLock } from '#database/serving-lock.ts'
import { transaction } from '#database/transaction.ts'
import { readEntrance } from '#domain/business/queries.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import { type House, openHouse } from '#house.ts'
import { buildServer } from '#server/build-server.ts'
import { createLog } from '#server/create-log.ts'
import { type Environment, readEnvironment } from '#server/environment.ts'
import { sweepWorker } from '#server/sweep.ts'
import { startWorkers } from '#server/worker-loop.ts'
import { buildWebApp } from './build-web-app.ts'
import { print, say } from './command.ts'
import { withDemo } from './demo-house.ts'

/** How long running requests may take to end once the program is told to stop. */
const patienceMillis = 10_000

export function register(program: Command) {
  program
    .command('start')
    .description('start the program and print the address it answers at')
    .option('--port <port>', 'where to listen (or PORT; 0 takes a free one)', readPort)
    .action(async ({ port }: { port?: number }, command: Command) => {
      const environment = readEnvironment()
      const { data } = command.optsWithGlobals<{ data?: string }>()
      await start(data, { ...environment, port: port ?? environment.port })
    })
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

/** Serves until told to stop, and then leaves nothing half done. */
async function start(dataFolder: string | undefined, environment: Environment) {
  const stop = listenForStop()
  await buildWebApp()
  const log = createLog(environment.logLevel)
  const house = withDemo(await openHouse({ dataFolder, log }))
  try {
    const lock = await holdServingLock(house.context.database, { log, onLost: stop.now })
    try {
      await serve(house, environment, stop.asked)
    } finally {
      await lock.release()
    }
  } finally {
    await house.close()
  }
}

async function serve(house: House, environment: Environment, stopAsked: Promise<void>) {
  const stopping = new AbortController()
  const app = await buildServer(house, { ...environment, stopping: stopping.signal })
  await app.listen({ port: environment.port, host: environment.host })
  const workers = startWorkers([...house.workers, sweepWorker(house.context)], house.context.log)
  await printAddress(house, environment, portOf(app.server.address()))

  await stopAsked
  const patience = setTimeout(() => {
    stopping.abort()
    app.server.closeAllConnections()
  }, patienceMillis)
  await Promise.all([app.close(), workers.stop()])
  clearTimeout(patience)
}

async function printAddress({ context }: House, environment: Environment, port: number) {
  const address = environment.publicUrl?.origin ?? `http://${shownHost(environment.host)}:${port}`
  if ((await readEntrance(context.database)).owned) return print(`Stammgast: ${address}/admin`)
  const { path } = await transaction(context.database, (tx) => makeSetUpLink(tx, null))
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
function listenForStop() {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  let times = 0
  const now = () => {
    if (++times > 1) process.exit(1)
    resolve()
  }
  process.on('SIGTERM', now)
  process.on('SIGINT', now)
  return { asked, now }
}
