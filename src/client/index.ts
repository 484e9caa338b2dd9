import { addressOf } from '#contract/address-of.ts'
import type { InputOf, ItemOf, ListPath, Method, PathOf, ReplyOf } from './endpoints.ts'
import { Refused } from './refused.ts'

export { Refused }

export type ClientOptions = {
  /** Where Stammgast answers: `https://bonus.example.com`. */
  address: string
  /** An API key: `sg_...`. It belongs on a server, not into a browser. */
  key: string
  /** How often a call is repeated that could not be answered just then. */
  repeatsMax?: number
  /** For tests and for platforms with a fetch of their own. */
  fetch?: typeof fetch
}

export type CallOptions = {
  signal?: AbortSignal
  /** Names a write, so that it is done once; else one is made for each call. */
  idempotencyKey?: string
}

type Ask<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...rest: Record<never, never> extends InputOf<M, P>
    ? [input?: InputOf<M, P>, options?: CallOptions]
    : [input: InputOf<M, P>, options?: CallOptions]
) => Promise<ReplyOf<M, P>>

/** Calls every endpoint of the contract, with what it takes and gives known to the compiler. */
export type Client = {
  get: Ask<'GET'>
  post: Ask<'POST'>
  put: Ask<'PUT'>
  patch: Ask<'PATCH'>
  delete: Ask<'DELETE'>
  /** Every item of a list, page after page, asked for as it is read. */
  each<P extends ListPath>(
    path: P,
    ...rest: Record<never, never> extends InputOf<'GET', P>
      ? [input?: InputOf<'GET', P>, options?: CallOptions]
      : [input: InputOf<'GET', P>, options?: CallOptions]
  ): AsyncGenerator<ItemOf<P>, void, undefined>
}

type Input = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

const waitSecondsMax = 60

/**
 * A client for one installation. A refusal is thrown as `Refused`. What was asked too often, or while
 * the server was away, is repeated after the time it names; a write carries an idempotency key, so a
 * repeat does nothing twice.
 */
export function createClient(options: ClientOptions): Client {
  const ask =
    (method: Method) =>
    async (path: string, input: Input = {}, given: CallOptions = {}): Promise<unknown> =>
      await call(options, { method, path, input }, given)
  const list = ask('GET')
  async function* each(path: string, input: Input = {}, given: CallOptions = {}) {
    let cursor: string | null | undefined
    do {
      const query = { ...input.query, ...(cursor ? { cursor } : {}) }
      // The compiler lets only lists through, whose pages have this form.
      const page = (await list(path, { ...input, query }, given)) as Page
      yield* page.items
      cursor = page.nextCursor
    } while (cursor !== null)
  }
  const client = {
    ...{ get: list, post: ask('POST'), put: ask('PUT'), patch: ask('PATCH') },
    ...{ delete: ask('DELETE'), each },
  }
  // At run time all calls are alike; what each takes and gives is what the contract says.
  return client as unknown as Client
}

type Page = { items: unknown[]; nextCursor: string | null }
type Call = { method: Method; path: string; input: Input }

async function call(
  { address, key, repeatsMax = 4, fetch: send = fetch }: ClientOptions,
  { method, path, input }: Call,
  { signal, idempotencyKey }: CallOptions,
): Promise<unknown> {
  const url = new URL(addressOf({ path }, input.params, input.query), address)
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${key}`,
  }
  if (method !== 'GET') headers['idempotency-key'] = idempotencyKey ?? crypto.randomUUID()
  if (input.body !== undefined) headers['content-type'] = 'application/json'
  const request: RequestInit = { method, headers, signal: signal ?? null }
  if (input.body !== undefined) request.body = JSON.stringify(input.body)
  for (let repeats = 0; ; repeats++) {
    const answer = await send(url, request).catch((error: unknown) => {
      if (signal?.aborted || repeats >= repeatsMax) throw error
      return null
    })
    if (answer?.ok) return answer.status === 204 ? undefined : await answer.json()
    const refused = answer && new Refused(answer, await answer.json().catch(() => null))
    if (refused && (!isPassing(refused) || repeats >= repeatsMax)) throw refused
    await wait(pauseSeconds(refused, repeats), signal)
  }
}

const isPassing = ({ status }: Refused) => status === 429 || status === 503

function pauseSeconds(refused: Refused | null, repeats: number): number {
  const own = 0.25 * 2 ** repeats * (0.5 + Math.random())
  return Math.min(Math.max(own, refused?.retryAfterSeconds ?? 0), waitSecondsMax)
}

async function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, seconds * 1000)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
