import { Client } from 'pg'
import type { Database } from './open.ts'

/** A turn that is one's own until it is given back, or until this process ends, however it ends. */
export type Turn = { giveBack(): Promise<void> }

/** Turns among all programs on one database. */
export type SharedLocks = {
  /** @returns null where somebody has it, here or elsewhere */
  take(name: string): Promise<Turn | null>
  close(): Promise<void>
}

/**
 * All turns of a process are advisory locks of one connection beside the pool: waiting costs no
 * connection, and PostgreSQL gives back what a dead process held. Where the connection breaks, the
 * turns are gone before their holders know, so a turn may only spare work: what must not happen
 * twice is guarded by rows.
 */
export function shareLocks({ connection }: Pick<Database, 'connection'>): SharedLocks {
  const held = new Set<string>()
  let connected: Promise<Client> | null = null
  let last: Promise<unknown> = Promise.resolve()

  const connect = async (): Promise<Client> => {
    const client = new Client({ ...connection, application_name: 'stammgast turns' })
    client.on('error', () => undefined)
    const mine = client.connect().then(() => client)
    client.once('end', () => {
      if (connected === mine) connected = null
    })
    connected = mine
    mine.catch(() => {
      if (connected === mine) connected = null
    })
    return await mine
  }

  /** One connection answers one question at a time. */
  const inLine = async <T>(ask: () => Promise<T>): Promise<T> => {
    const mine = last.then(ask, ask)
    last = mine
    return await mine
  }

  const take = async (name: string): Promise<Turn | null> => {
    // PostgreSQL would give the same session the same lock again.
    if (held.has(name)) return null
    held.add(name)
    try {
      const client = await (connected ?? connect())
      const { rows } = await inLine(() =>
        client.query<{ taken: boolean }>(
          'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
          [name],
        ),
      )
      if (rows[0]?.taken) return { giveBack: () => giveBack(name, client) }
    } catch (error) {
      held.delete(name)
      throw error
    }
    held.delete(name)
    return null
  }

  const giveBack = async (name: string, client: Client) => {
    try {
      await inLine(() => client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]))
    } catch {
      // With its session the lock has ended too.
    } finally {
      held.delete(name)
    }
  }

  return {
    take,
    close: async () => {
      const client = await connected?.catch(() => null)
      await client?.end().catch(() => undefined)
    },
  }
}
