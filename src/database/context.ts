import type { Logger } from 'pino'
import type { Clock } from '#kernel/clock.ts'
import type { Database } from './open.ts'
import type { ReadReplica } from './read-replica.ts'

/** What every verb is given: where it keeps things, what time it is, where it tells. */
export type Context = {
  database: Database
  /** Where reports are read, as long as it is near. */
  replica?: ReadReplica | undefined
  clock: Clock
  log: Logger
  /** Under which erased people are known; without it nobody is erased and none is looked for. */
  erasureKey?: string | undefined
}
