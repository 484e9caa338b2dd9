import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Asked, FileReply } from '#contract/route.ts'
import { doneBy } from '#database/doing.ts'
import { malformed } from '#kernel/errors.ts'
import type { AtTill } from './at-till.ts'
import { awaitBody, type Patience } from './await-bodies.ts'
import { refuseForgery, refuseUnpermitted } from './caller.ts'
import { doingOf } from './doing-of.ts'
import { type Idempotency, repeatKeyOf } from './idempotency.ts'
import type { RouteLimit } from './limits.ts'
import { encodeReply, parsePart } from './parse.ts'
import { boundedUpload } from './upload.ts'

/** A route whose handler may also look at the web: the session's cookies are its own business. */
export type WebRoute = {
  endpoint: Endpoint
  handle: (asked: Asked<Endpoint>, web: Web) => Promise<unknown>
  limit?: RouteLimit
}
export type Web = { request: FastifyRequest; reply: FastifyReply }

export type Rim = {
  /** Who acts, once it is known who stands at the till. */
  atTill: AtTill
  publicUrl: URL | null
  idempotency: Idempotency
  patience: Patience
  /** For those who sign what they send: a shop of ours sends from few addresses. */
  signedLimit: RouteLimit
  /** For what costs much more than others. */
  costlyLimit: RouteLimit
  /** Aborts when the program will wait no longer. */
  stopping: AbortSignal
}

const bodyBytesMax = 1024 * 1024

/** One endpoint on the web: permission first, then the body, then the verb, then the reply. */
export function registerRoute(app: FastifyInstance, route: WebRoute, rim: Rim) {
  const { endpoint } = route
  const limit = route.limit ?? limitOf(endpoint, rim)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.upload?.bytesMax ?? endpoint.bodyBytesMax ?? bodyBytesMax,
    ...(limit ? { config: { rateLimit: limit } } : {}),
    // After the limits, before a byte of the body is read.
    preParsing: async (request, reply, payload) => {
      // Whether that page may tell anything is the verb's to say; it can then read why not.
      const { origin } = request.headers
      if (endpoint.crossOrigin && origin) reply.header('access-control-allow-origin', origin)
      refuseUnpermitted(endpoint, request)
      refuseForgery(endpoint, request, rim.publicUrl)
      request.caller = await rim.atTill(endpoint, request)
      awaitBody(request, isFile(endpoint), rim.patience)
      return payload
    },
    handler: (request, reply) => answer(route, rim, { request, reply }),
  })
}

function limitOf({ permission, crossOrigin, costly }: Endpoint, { signedLimit, costlyLimit }: Rim) {
  if (costly) return costlyLimit
  if (permission !== 'signed') return undefined
  return crossOrigin
    ? { ...signedLimit, max: Math.min(signedLimit.max, crossOrigin.perMinuteMax) }
    : signedLimit
}

async function answer(route: WebRoute, rim: Rim, web: Web) {
  const { endpoint } = route
  const asked = readAsked(endpoint, rim, web)
  if (endpoint.file) return sendFile(web.reply, (await handled(route, asked, web)) as FileReply)
  const status = endpoint.status ?? 200
  const stored = await rim.idempotency.once(web.request, asked.upload, async () => {
    const reply = await handled(route, asked, web)
    return { status, body: status === 204 ? '' : encodeReply(endpoint, reply) }
  })
  web.reply.code(stored.status)
  if (stored.status === 204) return web.reply.send()
  return web.reply.type('application/json; charset=utf-8').send(stored.body)
}

/** The audit log is told by whom. */
async function handled(route: WebRoute, asked: Asked<Endpoint>, web: Web): Promise<unknown> {
  const { caller, id } = web.request
  const doing = doingOf(route.endpoint, caller, id)
  const handle = () => route.handle(asked, web)
  return await (doing ? doneBy(doing, handle) : handle())
}

function readAsked(endpoint: Endpoint, rim: Rim, { request, reply }: Web): Asked<Endpoint> {
  const asked = {
    params: parsePart(endpoint, 'params', request.params),
    query: parsePart(endpoint, 'query', request.query),
    body: endpoint.upload ? undefined : parsePart(endpoint, 'body', request.body),
    upload: endpoint.upload ? boundedUpload(request, endpoint.upload.bytesMax) : undefined,
    caller: request.caller,
    origin: rim.publicUrl?.origin ?? originOf(request),
    publicOrigin: rim.publicUrl?.origin ?? null,
    headers: namedHeaders(endpoint, request),
    repeatKey: repeatKeyOf(request),
    signal: AbortSignal.any([goneSignal(reply), rim.stopping]),
  }
  // Each part was read by this endpoint's own schema.
  return asked as unknown as Asked<Endpoint>
}

function originOf({ protocol, host }: FastifyRequest): string {
  const origin = `${protocol}://${host}`
  if (URL.canParse(origin)) return new URL(origin).origin
  throw malformed('request_malformed', 'The header Host names no host.')
}

/** What strangers send is read into memory, so it has a time to arrive in. */
const isFile = ({ upload, permission }: Endpoint) => upload !== undefined && permission !== 'signed'

function namedHeaders({ headers = [] }: Endpoint, request: FastifyRequest) {
  const given: Record<string, string> = {}
  for (const name of headers) {
    const value = request.headers[name]
    if (typeof value === 'string') given[name] = value
  }
  return given
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

function sendFile(reply: FastifyReply, { content, ...file }: FileReply) {
  const { contentType, fileName, disposition = 'attachment' } = file
  reply.type(contentType)
  if (fileName !== undefined) {
    reply.header('content-disposition', `${disposition}; ${namedFor(fileName)}`)
  }
  return reply.send(content instanceof Readable ? content : Buffer.from(content))
}

/** RFC 6266: a plain name for old programs, the true one for all others. */
function namedFor(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w .-]/g, '_')
  return `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}
