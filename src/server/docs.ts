import type { FastifyInstance } from 'fastify'
import { openApiDocument } from './openapi.ts'

export async function addDocs(app: FastifyInstance) {
  const document = JSON.stringify(openApiDocument())
  app.get('/api/v1/openapi.json', (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(document),
  )
}
