import type { FastifyInstance, FastifyReply } from 'fastify'
import { sql } from 'kysely'
import type { HealthReply } from '#contract/endpoints/health.ts'
import type { Database } from '#database/open.ts'
import { version } from './version.ts'

/**
 * For whoever watches over the program: `/health` says whether it can do its work, `/ready`
 * whether it should be sent more of it. A program that drains is healthy, and no longer ready.
 */
export function addHealth(app: FastifyInstance, { kysely }: Database, draining: AbortSignal) {
  const look = (log: FastifyInstance['log']) =>
    sql`select 1`.execute(kysely).then(
      (): HealthReply => ({ status: 'ok', version }),
      (error: unknown): HealthReply => {
        log.error({ err: error }, 'the database does not answer')
        return { status: 'unavailable', version }
      },
    )
  app.get('/health', async ({ log }, reply) => say(reply, await look(log)))
  app.get('/ready', async ({ log }, reply) =>
    say(reply, draining.aborted ? { status: 'draining', version } : await look(log)),
  )
}

/** Whoever keeps a connection open goes elsewhere after the reply in hand. */
export function closeWhileDraining(app: FastifyInstance, draining: AbortSignal) {
  app.addHook('onSend', async (_request, reply) => {
    if (draining.aborted) reply.header('connection', 'close')
  })
}

const say = (reply: FastifyReply, health: HealthReply) =>
  reply
    .code(health.status === 'ok' ? 200 : 503)
    .header('cache-control', 'no-store')
    .send(health)
