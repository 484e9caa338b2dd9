import { isLostConnection } from '#database/lost-connection.ts'
import { Refusal } from '#kernel/errors.ts'

/** The database was away: nothing is wrong with the import, and it can be tried again. */
export const isOutage = (error: unknown): boolean =>
  isLostConnection(error) || (error instanceof Refusal && error.kind === 'unavailable')
