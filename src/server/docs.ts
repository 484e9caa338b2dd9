import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { type Document, docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi.ts'

/** The API's own description: as OpenAPI for programs, as a page for people. */
export async function addDocs(app: FastifyInstance) {
  const document = openApiDocument()
  const json = JSON.stringify(document)
  // The page reads the same document that programs get, in the shape it was written in.
  const page = docsPage(document as unknown as Document)
  const style = await readFile(new URL('docs.css', import.meta.url), 'utf8')
  const files = [
    { path: '/api/v1/openapi.json', type: 'application/json; charset=utf-8', content: json },
    { path: '/api/docs', type: 'text/html; charset=utf-8', content: page },
    { path: '/api/docs/style.css', type: 'text/css; charset=utf-8', content: style },
  ]
  for (const { path, type, content } of files) {
    app.get(path, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').send(content),
    )
  }
}
