import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readPulse } from '#contract/endpoints/portal-card.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { isApi } from './caller.ts'

/** One line a request: the route's pattern, never its query, body, cookies or address. */
export function logRequests(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      ...requestLine(request),
      status: reply.statusCode,
      millis: Math.round(reply.elapsedTime),
    }
    if (isApi(request) && !isPulse(request)) request.log.info(line, 'answered')
    else request.log.debug(line, 'answered')
  })
}

/** An open card asks it every second or two: one would read nothing else. */
const isPulse = ({ routeOptions }: FastifyRequest) => routeOptions.url === readPulse.path

export const requestLine = (request: FastifyRequest) => ({
  method: request.method,
  route: request.routeOptions.url ?? 'unknown',
  caller: callerOf(request) ?? 'nobody',
})

/** A refused URL has no caller yet, whatever the type says. */
const callerOf = ({ caller }: { caller: Caller | undefined }) => caller && callerKey(caller)
