import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#kernel/errors.ts'

const builtSnippet = fileURLToPath(new URL('../../dist/snippet/snippet.js', import.meta.url))

/** The one file that pages of other sites may load from here. */
export function addSnippet(app: FastifyInstance, file = builtSnippet) {
  app.get('/snippet.js', async (_request, reply) => {
    const content = await readFile(file, 'utf8').catch(() => null)
    if (content === null) {
      throw new Refusal(
        'unavailable',
        'snippet_missing',
        'The snippet has not been built. Start Stammgast with "npm start", which builds it.',
      )
    }
    return reply
      .type('text/javascript; charset=utf-8')
      .headers({
        'cache-control': 'public, max-age=3600',
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(content)
  })
}
