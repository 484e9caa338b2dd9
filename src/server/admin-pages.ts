import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Queryable } from '#database/transaction.ts'
import { notFound, Refusal } from '#kernel/errors.ts'
import { pos as german } from '#locales/de/pos.ts'
import { pos as english } from '#locales/en/pos.ts'
import { addWebManifest, type InstallableApp } from './web-manifest.ts'

export const builtAdminFolder = fileURLToPath(new URL('../../dist/admin/', import.meta.url))
export const builtPosFolder = fileURLToPath(new URL('../../dist/pos/', import.meta.url))

const yearSeconds = 31_536_000

/** The built web apps: the office under /admin, the page beside the till under /pos. */
export async function addWebApps(
  app: FastifyInstance,
  db: Queryable,
  adminFolder = builtAdminFolder,
) {
  app.get('/', (_request, reply) => reply.redirect('/admin'))
  addWebManifest(app, db, counter)
  await addWebApp(app, '/admin', adminFolder)
  await addWebApp(app, '/pos', builtPosFolder)
}

/** One page for all addresses of an app, its hashed files kept for good. */
async function addWebApp(app: FastifyInstance, path: string, folder: string) {
  const sendOwn = (request: FastifyRequest, reply: FastifyReply) =>
    sendPage({ path, folder }, request, reply)
  app.get(path, sendOwn)
  if (!existsSync(folder)) {
    app.get(`${path}/*`, sendOwn)
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    prefix: `${path}/`,
    decorateReply: false,
    index: false,
    cacheControl: false,
    setHeaders: (response, file) => {
      response.header('cache-control', cachingOf(file.startsWith(join(folder, 'assets'))))
      // It lies below the address it answers for, `/pos` itself.
      if (file === join(folder, 'worker.js')) response.header('service-worker-allowed', path)
    },
    wildcard: false,
  })
  app.get(`${path}/*`, sendOwn)
}

const counter: InstallableApp = {
  path: '/pos',
  called: ({ name, language }) => {
    const { title } = language === 'de' ? german : english
    return { name: `${title} ${name}`, shortName: title }
  },
}

const cachingOf = (hashed: boolean) =>
  hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'

type WebApp = { path: string; folder: string }

async function sendPage({ path, folder }: WebApp, request: FastifyRequest, reply: FastifyReply) {
  // A file of an older build that is gone must not come back as a page.
  if (request.url.startsWith(`${path}/assets/`)) throw notFound('path')
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
