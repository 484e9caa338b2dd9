import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { malformed, notFound } from '#kernel/errors.ts'
import { requestLine } from './log-requests.ts'
import { problemBody, toProblem } from './problem.ts'

/** Whatever goes wrong leaves as a problem (RFC 9457), and only what was not expected is logged. */
export function replyProblems(app: FastifyInstance) {
  app.setErrorHandler((error, request, reply) => replyProblem(error, request, reply))
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) =>
    replyProblem(notFound('path'), request, reply),
  )
}

export function replyProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(isBrokenOff(request) ? brokenOff() : error)
  if (problem.status >= 500) {
    request.log.error({ ...requestLine(request), code: problem.code, err: error }, 'failed')
  }
  if (problem.retryAfterSeconds !== undefined)
    reply.header('retry-after', problem.retryAfterSeconds)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="stammgast"')
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, request.id)))
}

/** Whoever left within their own body made what fails for want of the rest: it is no fault of ours. */
const isBrokenOff = ({ raw }: FastifyRequest) => raw.destroyed && raw.complete === false

const brokenOff = () => malformed('request_broken_off', 'The connection ended before the body did.')
