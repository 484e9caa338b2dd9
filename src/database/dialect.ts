import { AsyncLocalStorage } from 'node:async_hooks'
import { type DatabaseConnection, PostgresDialect, PostgresDriver, type PostgresPool } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { Tx } from './transaction.ts'

/**
 * Kysely on node-postgres, plus what it does not offer: the driver's own connection beneath a
 * transaction. COPY needs it, because its data do not travel as queries.
 */
export class CopyingDialect extends PostgresDialect {
  readonly #pool: Pool

  constructor(pool: Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver() {
    return new RememberingDriver(this.#pool)
  }
}

const clients = new WeakMap<DatabaseConnection, PoolClient>()

type Reservation = { client?: PoolClient }

/** Kysely keeps the client to itself: we watch which one it takes from the pool. */
class RememberingDriver extends PostgresDriver {
  readonly #reservations: AsyncLocalStorage<Reservation>

  constructor(pool: Pool) {
    const reservations = new AsyncLocalStorage<Reservation>()
    super({ pool: watched(pool, reservations) })
    this.#reservations = reservations
  }

  override async acquireConnection(...options: Parameters<PostgresDriver['acquireConnection']>) {
    const reservation: Reservation = {}
    const connection = await this.#reservations.run(reservation, () =>
      super.acquireConnection(...options),
    )
    if (reservation.client) clients.set(connection, reservation.client)
    return connection
  }
}

function watched(pool: Pool, reservations: AsyncLocalStorage<Reservation>): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const reservation = reservations.getStore()
      const client = await pool.connect()
      if (reservation) reservation.client = client
      return client
    },
  }
}

/** Hands out the connection of a transaction; use it for nothing but COPY. */
export async function withClientOf<T>(
  tx: Tx,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return await tx.getExecutor().provideConnection(async (connection) => {
    const client = clients.get(connection)
    if (!client) throw new Error('This transaction was not opened on a Database of ours.')
    return await work(client)
  })
}
