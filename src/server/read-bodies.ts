import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { malformed } from '#kernel/errors.ts'

/** JSON in valid UTF-8, and nothing else. */
export function readJsonBodies(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    // `parseAs` promises a buffer, its type does not.
    const bytes = body as Buffer
    if (!isUtf8(bytes)) return done(malformed('json_malformed', 'The body is not UTF-8.'))
    startHash(request)?.update(bytes)
    // With a callback the parser gives nothing back.
    void parse(request, bytes.toString('utf8'), done)
  })
}

/** Bytes of any kind, left to the route as a stream. */
export function takeUploads(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request, payload, done) => {
    startHash(request)
    done(null, payload)
  })
}

function startHash(request: FastifyRequest) {
  request.bodyHash = request.headers['idempotency-key'] === undefined ? null : createHash('sha256')
  return request.bodyHash
}
