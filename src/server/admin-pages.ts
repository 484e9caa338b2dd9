import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '#kernel/errors.ts'

export const builtAdminFolder = fileURLToPath(new URL('../../dist/admin/', import.meta.url))

const yearSeconds = 31_536_000

/** The built web app under /admin: one page for all its addresses, its hashed files kept for good. */
export async function addAdminPages(app: FastifyInstance, folder = builtAdminFolder) {
  app.get('/', (_request, reply) => reply.redirect('/admin'))
  app.get('/admin', (request, reply) => sendPage(folder, request, reply))
  if (!existsSync(folder)) {
    app.get('/admin/*', (request, reply) => sendPage(folder, request, reply))
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/admin/',
    index: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('cache-control', cachingOf(path.startsWith(join(folder, 'assets'))))
    },
    wildcard: false,
  })
  app.get('/admin/*', (request, reply) => sendPage(folder, request, reply))
}

const cachingOf = (hashed: boolean) =>
  hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'

async function sendPage(folder: string, request: FastifyRequest, reply: FastifyReply) {
  // A file of an older build that is gone must not come back as a page.
  if (request.url.startsWith('/admin/assets/')) throw notFound('path')
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null)
  if (page === null) {
    throw new Refusal(
      'unavailable',
      'web_app_missing',
      'The web app has not been built. Start Stammgast with "npm start", which builds it.',
    )
  }
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page.replaceAll('__CSP_NONCE__', request.styleNonce))
}
