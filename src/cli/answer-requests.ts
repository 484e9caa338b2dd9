import type { AddressInfo } from 'node:net'
import { doneBy } from '#database/doing.ts'
import type { SharedLocks } from '#database/shared-locks.ts'
import { transaction } from '#database/transaction.ts'
import type { BackupPlace } from '#domain/business/backups/backup-place.ts'
import { readEntrance } from '#domain/business/queries.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import type { House } from '#house.ts'
import { buildServer } from '#server/build-server.ts'
import type { Environment } from '#server/environment.ts'
import { print, say } from './command.ts'
import { listen } from './listen.ts'
import type { Observing } from './observe.ts'

export type Place = {
  house: House
  environment: Environment
  turns: SharedLocks | null
  backups: BackupPlace
  observing: Observing
}

export type Answering = {
  /** Says under which address. */
  greet(): Promise<void>
  /** Ends once whoever was asked has answered. */
  close(): Promise<void>
  /** Waits for nobody. */
  breakOff(): void
}

type Signals = { draining: AbortSignal; stopping: AbortSignal }

export async function answerRequests(place: Place, signals: Signals): Promise<Answering> {
  const { house, environment, turns, backups, observing } = place
  const app = await buildServer(house, { ...environment, ...observing, turns, backups, ...signals })
  await listen(app, environment)
  return {
    greet: () => printAddress(house, environment, portOf(app.server.address())),
    close: async () => await app.close(),
    breakOff: () => app.server.closeAllConnections(),
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
