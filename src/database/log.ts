/** What this module asks of a log; a pino logger fits. */
export type Log = {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

const ignore = () => undefined

export const silentLog: Log = { info: ignore, warn: ignore, error: ignore }
