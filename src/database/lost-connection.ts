import { Refusal } from '#kernel/errors.ts'
import { errorCode } from './error-code.ts'

/** The server is stopping, starting, or ended the session; class 08 is the connection itself. */
const sessionEnded = /^(57P0[1-5]|08...)$/
const notReachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])
/** The driver's own words; it gives them no code. */
const driverWords =
  /^(Connection terminated|Client (was closed|has encountered a connection error))/

/** Whether a failure says that the connection, not the statement, is at fault. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (driverWords.test(error.message)) return true
  const code = errorCode(error)
  if (code === undefined) return false
  if (sessionEnded.test(code) || notReachable.has(code)) return true
  // The socket of a local server is a file, and missing while the server is down.
  return code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
}

export function databaseUnavailable(cause: unknown): Refusal {
  const refusal = new Refusal(
    'unavailable',
    'database_unavailable',
    'The database cannot be reached at the moment, so it is not certain that this was stored. Send it again.',
  )
  refusal.cause = cause
  return refusal
}
