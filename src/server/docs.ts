import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { type Document, docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi.ts'

/** The API's own description: as OpenAPI for programs, as a page for people. */
export function addDocs(app: FastifyInstance) {
  const files = [
    { path: '/api/v1/openapi.json', type: 'application/json; charset=utf-8', read: json },
    { path: '/api/docs', type: 'text/html; charset=utf-8', read: page },
    { path: '/api/docs/style.css', type: 'text/css; charset=utf-8', read: style },
  ]
  for (const { path, type, read } of files) {
    app.get(path, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'no-cache')
        .send(await read()),
    )
  }
}

/** Made when first asked for, since it costs a start a good part of its time. */
const document = once(openApiDocument)
const json = once(() => JSON.stringify(document()))
// The page reads the same document that programs get, in the shape it was written in.
const page = once(() => docsPage(document() as unknown as Document))
const style = once(() => readFile(new URL('docs.css', import.meta.url), 'utf8'))

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
