import { createHash } from 'node:crypto'
import type { FastifyRateLimitStore } from '@fastify/rate-limit'
import { sql } from 'kysely'
import type { Database } from '#database/open.ts'

type Told = Parameters<FastifyRateLimitStore['incr']>[1]
/** What the library really hands over for a route; its types name the route alone. */
type Options = { routeInfo?: { method?: unknown; url?: unknown }; timeWindow?: unknown }

/**
 * Counts requests in the database, for all programs that serve it. Who asked is kept as a hash for
 * as long as the window lasts.
 */
export const countTogether = (database: Database) =>
  class SharedCounts implements FastifyRateLimitStore {
    #room = ''

    incr(who: string, tell: Told, timeWindowMillis = 60_000): void {
      const hash = createHash('sha256').update(`${this.#room} ${who}`).digest()
      count(database, hash, timeWindowMillis).then(
        (counted) => tell(null, counted),
        (error: Error) => tell(error),
      )
    }

    child(route: unknown): FastifyRateLimitStore {
      const one = new SharedCounts()
      const { routeInfo, timeWindow } = route as Options
      // Counts that belong to no route, such as guesses at a password, are told apart by their window.
      one.#room = `${this.#room} ${routeInfo?.method} ${routeInfo?.url} ${timeWindow}`
      return one
    }
  }

async function count({ kysely }: Database, hash: Buffer, timeWindowMillis: number) {
  const { rows } = await sql<{ current: number; ttl: number }>`
    insert into request_counts as counts (hash, asked, window_ends_at)
    values (${hash}, 1, now() + ${timeWindowMillis} * interval '1 millisecond')
    on conflict (hash) do update set
      asked = case when counts.window_ends_at <= now() then 1 else counts.asked + 1 end,
      window_ends_at = case when counts.window_ends_at <= now()
        then excluded.window_ends_at else counts.window_ends_at end
    returning asked as current,
      greatest(0, extract(epoch from window_ends_at - now()) * 1000)::float8 as ttl`.execute(kysely)
  return rows[0]!
}

/** Windows that are over count nothing. */
export async function sweepCounts({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
  await sql`delete from request_counts where window_ends_at <= now()`.execute(kysely)
}
