import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { SharedLocks } from '#database/shared-locks.ts'
import { type BackupPlace, noBackupPlace } from '#domain/business/backups/backup-place.ts'
import type { House } from '#house.ts'
import { addWebApps } from './admin-pages.ts'
import { atTill } from './at-till.ts'
import { defaultPatience, type Patience } from './await-bodies.ts'
import { recognizeCallers } from './caller.ts'
import { cashierRoutes } from './cashier-routes.ts'
import { createCookies } from './cookies.ts'
import { addDocs } from './docs.ts'
import { openDoor } from './door.ts'
import { guestRoutes } from './guest-routes.ts'
import { addHealth, closeWhileDraining } from './health.ts'
import { keepReplies } from './idempotency.ts'
import { addLimits, defaultLimits, type Limits, minuteMillis } from './limits.ts'
import { logRequests } from './log-requests.ts'
import type { Metrics } from './observing/metrics.ts'
import { type Observer, tellRequests } from './observing/observer.ts'
import { providerRoutes } from './provider-routes.ts'
import { readJsonBodies, takeUploads } from './read-bodies.ts'
import { recognizeBy } from './recognize.ts'
import { type Rim, registerRoute, type WebRoute } from './register-route.ts'
import { replyProblem, replyProblems } from './reply-problems.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { addSecurityHeaders, setSecurityHeaders } from './security-headers.ts'
import { sessionRoutes } from './session-routes.ts'
import { addSnippet } from './snippet.ts'
import { systemRoutes } from './system/routes.ts'

export type ServerOptions = {
  publicUrl?: URL | null
  trustProxy?: boolean | number | string | null
  limits?: Partial<Limits>
  patience?: Partial<Patience>
  /** Where the built web app lies, if not in `dist/admin`. */
  adminFolder?: string
  /** Where copies go. */
  backups?: BackupPlace
  observers?: readonly Observer[]
  /** Told at `/metrics` to whoever knows the token, where there is one. */
  metrics?: Metrics | null
  metricsToken?: string | null
  /** Where other programs serve the same database: repeats and limits are shared with them. */
  turns?: SharedLocks | null
  /** Aborts when the program is about to stop, and still answers. */
  draining?: AbortSignal
  /** Aborts when the program will wait for running requests no longer. */
  stopping?: AbortSignal
}

/** The web in front of a house: everything a request meets, in order, and all the routes. */
export async function buildServer(house: House, options: ServerOptions = {}) {
  const { context, secret } = house
  const {
    publicUrl = null,
    backups = noBackupPlace,
    turns = null,
    stopping = never(),
    draining = never(),
  } = options
  const limits = { ...defaultLimits, ...options.limits }
  const app = createApp(house, options)
  const cookies = createCookies(publicUrl)

  addSecurityHeaders(app, publicUrl)
  closeWhileDraining(app, draining)
  recognizeCallers(app, recognizeBy({ database: context.database, secret, cookies }))
  logRequests(app)
  tellRequests(app, options.observers ?? [])
  await addLimits(app, limits, turns && context.database)
  replyProblems(app)
  readJsonBodies(app)

  const rim: Rim = {
    atTill: atTill(context.database),
    publicUrl,
    idempotency: keepReplies(context.database, house.replyKey, turns),
    patience: { ...defaultPatience, ...options.patience },
    stopping,
    signedLimit: { max: limits.signedPerAddress, timeWindow: minuteMillis },
    costlyLimit: { max: limits.costlyPerCaller, timeWindow: minuteMillis },
  }
  const { database, replica } = context
  const watched = { database, replica: replica ?? null, backups, publicUrl }
  const door = openDoor({ context, secret, cookies, limits, publicUrl })
  const routes = [
    ...house.routes,
    ...systemRoutes(watched),
    ...sessionRoutes(door),
    ...cashierRoutes(door),
    ...secondFactorRoutes(door),
    ...providerRoutes(door),
    ...guestRoutes(door),
  ]
  await registerRoutes(app, routes, rim)
  addHealth(app, context.database, draining)
  await addMetrics(app, options)
  addDocs(app)
  addSnippet(app)
  await addWebApps(app, { context, adminFolder: options.adminFolder })
  return app
}

async function addMetrics(app: FastifyInstance, { metrics, metricsToken }: ServerOptions) {
  if (!metrics || !metricsToken) return
  const { addMetricsPage } = await import('./observing/metrics.ts')
  addMetricsPage(app, metrics, metricsToken)
}

const never = () => new AbortController().signal

function createApp({ context }: House, { trustProxy, publicUrl }: ServerOptions): FastifyInstance {
  const app = fastify({
    // Fastify's own type for loggers knows fewer levels than pino's.
    loggerInstance: context.log as unknown as FastifyInstance['log'],
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    trustProxy: trusted(trustProxy ?? false),
    genReqId: ({ headers }) => saneRequestId(headers['x-request-id']) ?? randomUUID(),
    forceCloseConnections: 'idle',
    // Who is still connected while we stop is answered, and asked to connect elsewhere next.
    return503OnClosing: false,
    // Headers have a minute; how long a body may take hangs on what it is: see await-bodies.ts.
    requestTimeout: 0,
    rewriteUrl: ({ url = '/' }) => asApi(url),
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(request, reply, publicUrl ?? null)
      replyProblem(error, request, reply)
    },
  })
  app.decorateRequest('bodyHash', null)
  return app
}

/** Libraries that take nothing but a host put the version first. */
const asApi = (url: string) =>
  /^\/v1\/(?:batch|track|identify)(?:[?]|$)/.test(url) ? `/api${url}` : url

/** So many proxies stand before us, counted from here. */
const trusted = (proxies: boolean | number | string) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies

/** Kept where the caller's own log can be joined by it; anything odd is replaced. */
function saneRequestId(sent: string | string[] | undefined): string | null {
  return typeof sent === 'string' && /^[\w.:-]{8,128}$/.test(sent) ? sent : null
}

/** Uploads stand in a room of their own, where bodies are not read but passed on. */
async function registerRoutes(app: FastifyInstance, routes: readonly WebRoute[], rim: Rim) {
  for (const route of routes) if (!route.endpoint.upload) registerRoute(app, route, rim)
  await app.register(async (room) => {
    takeUploads(room)
    for (const route of routes) if (route.endpoint.upload) registerRoute(room, route, rim)
  })
}
