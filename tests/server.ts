import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pino, { type Logger } from 'pino'
import { withDemo } from '#cli/demo-house.ts'
import type { Role, Scope } from '#contract/permissions.ts'
import type { Database } from '#database/open.ts'
import type { ReadReplica } from '#database/read-replica.ts'
import { transaction } from '#database/transaction.ts'
import { createApiKey } from '#domain/business/api-keys.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import { addStaff } from '#domain/business/staff.ts'
import { type House, openHouse } from '#house.ts'
import { type Clock, fixedClock } from '#kernel/clock.ts'
import { internalId } from '#kernel/ids.ts'
import { buildServer, type ServerOptions } from '#server/build-server.ts'
import type { Limits } from '#server/limits.ts'
import { freshDatabase } from './database.ts'

/** The whole program on a database of its own, spoken to without a socket. */
export type TestServer = {
  app: FastifyInstance
  house: House
  /** Nobody, from our own pages. */
  visitor: Client
  owner(): Promise<Client>
  /** Somebody with this role, signed in; `storeIds` as the API names them. */
  person(role: Role, storeIds?: readonly string[]): Promise<Client>
  program(...scopes: Scope[]): Promise<Client>
  close(): Promise<void>
}

export type Client = {
  headers: Record<string, string>
  send(method: Method, path: string, options?: SendOptions): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type SendOptions = { body?: unknown; headers?: Record<string, string> }

export type Answer = {
  status: number
  headers: LightMyRequestResponse['headers']
  text: string
  /** Whatever JSON came: a story knows what it asked for, and reads it as its readers do. */
  body: ReturnType<typeof JSON.parse>
}

const unlimited: Limits = {
  perKey: 1e6,
  perPerson: 1e6,
  perAddress: 1e6,
  signedPerAddress: 1e6,
  signInPerAddress: 1e6,
  costlyPerCaller: 1e6,
  signInTriesFree: 1e6,
}

export const password = 'morgenrot um sieben'

/** Counted over all servers: some begin with people of another. */
let people = 0

type TestOptions = {
  now?: string
  clock?: Clock
  log?: Logger
  database?: Database
  replica?: ReadReplica
}

export async function openTestServer(
  options: ServerOptions & TestOptions = {},
): Promise<TestServer> {
  const database = options.database ?? (await freshDatabase())
  const house = withDemo(
    await openHouse({
      database,
      replica: options.replica,
      clock: options.clock ?? fixedClock(options.now ?? '2026-11-21T12:00:00Z'),
      log: options.log ?? pino({ level: 'silent' }),
    }),
  )
  const app = await buildServer(house, { limits: unlimited, ...options })
  const visitor = clientOf(app, { 'x-stammgast': '1' })
  const signedIn = async (path: string, email?: string) => {
    const token = path.split('token=')[1]
    const reply = await visitor.post('/api/v1/set-up', {
      token,
      name: 'Jo Brandt',
      email,
      password,
    })
    if (reply.status !== 201) throw new Error(`nobody could be set up: ${reply.text}`)
    return clientOf(app, { ...visitor.headers, cookie: cookieOf(reply) })
  }
  return {
    app,
    house,
    visitor,
    owner: async () => {
      const { path } = await transaction(house.context.database, (tx) => makeSetUpLink(tx, null))
      return await signedIn(path, `owner-${++people}@morgenrot.example`)
    },
    person: async (role, storeIds) => {
      const email = `${role}-${++people}@morgenrot.example`
      const { setUp } = await addStaff(house.context, { email, role, storeIds: decode(storeIds) })
      return await signedIn(setUp.path)
    },
    program: async (...scopes) => {
      const { secret } = await createApiKey(house.context, { name: 'program', scopes }, null)
      return clientOf(app, { authorization: `Bearer ${secret}` })
    },
    close: async () => {
      await app.close()
      await house.close()
      await database.close()
    },
  }
}

const decode = (storeIds: readonly string[] | undefined) =>
  storeIds?.map((id) => internalId('sto', id)!) ?? null

/** Lets a worker of the house do what waits for it. */
export async function letWork({ house }: Pick<TestServer, 'house'>, name: string): Promise<void> {
  const worker = house.workers.find((one) => one.name === name)!
  const { signal } = new AbortController()
  while ((await worker.work(signal)) === 'more');
}

/** What a browser would send back. */
export function cookieOf(answer: Answer): string {
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export function clientOf(app: FastifyInstance, headers: Record<string, string>): Client {
  const send: Client['send'] = async (method, path, options = {}) => {
    const request: InjectOptions = {
      method,
      url: path,
      headers: { ...headers, ...options.headers },
    }
    if (options.body !== undefined)
      request.payload = options.body as NonNullable<typeof request.payload>
    const response = await app.inject(request)
    const isJson = /json/.test(String(response.headers['content-type']))
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: isJson ? JSON.parse(response.body) : undefined,
    }
  }
  return {
    headers,
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, { body }),
    put: (path, body) => send('PUT', path, { body }),
    patch: (path, body) => send('PATCH', path, { body }),
    delete: (path) => send('DELETE', path),
  }
}
