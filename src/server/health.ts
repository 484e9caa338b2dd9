import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { HealthReply } from '#contract/endpoints/health.ts'
import type { Database } from '#database/open.ts'
import { version } from './version.ts'

/** Whether the program can do its work, for whoever watches over it. */
export function addHealth(app: FastifyInstance, { kysely }: Database) {
  app.get('/health', async (request, reply) => {
    const health = await sql`select 1`.execute(kysely).then(
      (): HealthReply => ({ status: 'ok', version }),
      (error: unknown): HealthReply => {
        request.log.error({ err: error }, 'the database does not answer')
        return { status: 'unavailable', version }
      },
    )
    return reply
      .code(health.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
}
