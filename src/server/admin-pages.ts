import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#database/context.ts'
import { readPortal } from '#domain/portal/read-portal.ts'
import { notFound, Refusal } from '#kernel/errors.ts'
import { portal as germanPortal } from '#locales/de/portal.ts'
import { pos as german } from '#locales/de/pos.ts'
import { portal as englishPortal } from '#locales/en/portal.ts'
import { pos as english } from '#locales/en/pos.ts'
import { addWebManifest, type InstallableApp } from './web-manifest.ts'

export const builtAdminFolder = fileURLToPath(new URL('../../dist/admin/', import.meta.url))
export const builtPortalFolder = fileURLToPath(new URL('../../dist/portal/', import.meta.url))
export const builtPosFolder = fileURLToPath(new URL('../../dist/pos/', import.meta.url))

const yearSeconds = 31_536_000

type WebApps = { context: Context; adminFolder?: string | undefined }

/** The built web apps: the office under /admin, the page beside the till under /pos, guests first. */
export async function addWebApps(app: FastifyInstance, { context, adminFolder }: WebApps) {
  for (const installed of [counter, card]) addWebManifest(app, context.database, installed)
  await addWebApp(app, { path: '/admin', folder: adminFolder ?? builtAdminFolder })
  await addWebApp(app, { path: '/pos', folder: builtPosFolder })
  await addPortal(app, context)
}

/** One page for all addresses of an app. */
async function addWebApp(app: FastifyInstance, webApp: WebApp) {
  const { path } = webApp
  const sendOwn = (request: FastifyRequest, reply: FastifyReply) => sendPage(webApp, request, reply)
  app.get(path, sendOwn)
  await addFiles(app, webApp)
  app.get(`${path}/*`, sendOwn)
}

/** The addresses of the guests' page, which has no room of its own: all others stay unknown. */
const portalPaths = ['/rewards', '/me', '/me/*', '/sign-in', '/goodbye', '/legal/*']

/** Until there is something to collect, the first address leads to the office, as on the first day. */
async function addPortal(app: FastifyInstance, context: Context) {
  const portal = { path: '', folder: builtPortalFolder }
  app.get('/', async (request, reply) => {
    const { program } = await readPortal(context)
    return program ? sendPage(portal, request, reply) : reply.redirect('/admin')
  })
  for (const path of portalPaths) {
    app.get(path, (request, reply) => sendPage(portal, request, reply))
  }
  await addFiles(app, portal)
}

/** Hashed files are kept for good; packed ones lie beside them. */
async function addFiles(app: FastifyInstance, { path, folder }: WebApp) {
  if (!existsSync(folder)) return
  const options = {
    decorateReply: false,
    index: false as const,
    cacheControl: false,
    preCompressed: true,
  }
  await app.register(fastifyStatic, {
    ...options,
    ...{ root: folder, prefix: `${path}/`, wildcard: false, globIgnore: ['assets/**'] },
    setHeaders: (response, file) => {
      response.header('cache-control', cachingOf(false))
      // It lies below the address it answers for, `/pos` itself.
      if (file === join(folder, 'worker.js')) response.header('service-worker-allowed', path || '/')
    },
  })
  // Looked for when asked: a build that is newer than this program has files of other names.
  const assets = join(folder, 'assets')
  if (!existsSync(assets)) return
  await app.register(fastifyStatic, {
    ...options,
    ...{ root: assets, prefix: `${path}/assets/`, wildcard: true },
    setHeaders: (response) => response.header('cache-control', cachingOf(true)),
  })
}

const counter: InstallableApp = {
  path: '/pos',
  called: ({ name, language }) => {
    const { title } = language === 'de' ? german : english
    return { name: `${title} ${name}`, shortName: title }
  },
}

const card: InstallableApp = {
  path: '',
  called: ({ name, language }) => {
    const { title } = language === 'de' ? germanPortal : englishPortal
    return { name: name || title, shortName: name || title }
  },
}

const cachingOf = (hashed: boolean) =>
  hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache'

/** Below which address, and where it lies; of the app at the root: an empty text. */
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
