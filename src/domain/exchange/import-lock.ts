import type { Database } from '#database/open.ts'

/**
 * Works on an import while no other process does: the lock is a session's and ends with it, also
 * when the process is killed.
 * @returns undefined where another process is at it and we do not wait
 */
export async function withImportLock<T>(
  { pool }: Database,
  importId: string,
  waits: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await pool.connect()
  const key = `import ${importId}`
  try {
    const take = waits ? 'pg_advisory_lock' : 'pg_try_advisory_lock'
    const { rows } = await client.query<{ taken: boolean | string }>(
      `select ${take}(hashtextextended($1, 0)) as taken`,
      [key],
    )
    return rows[0]?.taken === false ? undefined : await work()
  } finally {
    // Closing the connection gives the lock back, whatever state either is in.
    client.release(true)
  }
}
