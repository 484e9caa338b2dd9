import pino, { type DestinationStream, type Logger } from 'pino'

/**
 * The program's log: one JSON object a line, on stderr. Personal data has no way in: requests are
 * told by route pattern, and errors of the database without the values they quote.
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, error: describeError },
      redact: { paths: ['req.headers', 'headers', 'body', 'query', 'email', 'password', 'token'] },
    },
    destination,
  )
}

export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  return {
    type: error.name,
    message: isOfDatabase(error) ? describeDatabaseError(error) : error.message,
    stack: frames(error),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

type DatabaseError = Error & { code: string; severity: string; table?: string; constraint?: string }

function isOfDatabase(error: Error): error is DatabaseError {
  return 'severity' in error && 'code' in error
}

/** PostgreSQL quotes the offending value in its messages; the code says enough. */
function describeDatabaseError({ code, table, constraint }: DatabaseError): string {
  return ['database error', code, table, constraint].filter(Boolean).join(' ')
}

function frames(error: Error): string[] {
  const lines = error.stack?.split('\n') ?? []
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '))
}
