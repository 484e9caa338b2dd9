/** Filled in by the build: which files are kept, and which version of them this is. */
declare const __KEPT__: {
  version: string
  scope: string
  page: string
  files: readonly string[]
  leave: readonly string[]
}

/** What a service worker has beside a page's own; the two cannot be known to one compiler. */
type Waiting = Event & { waitUntil(work: Promise<unknown>): void }
type Asked = Waiting & { request: Request; respondWith(answer: Promise<Response>): void }
type Scope = {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}

const worker = globalThis as unknown as Scope
const { version, scope, page, files, leave } = __KEPT__
const own = `stammgast ${scope} `
const current = own + version
const known = new Set(files)

worker.addEventListener('install', (event) => event.waitUntil(keepAll()))
worker.addEventListener('activate', (event) => event.waitUntil(forgetOlder()))
worker.addEventListener('message', ({ data }) => {
  if (data === 'take over') void worker.skipWaiting()
})
worker.addEventListener('fetch', (event) => {
  const path = keptFor(event.request)
  if (path !== null) event.respondWith(answer(path, event.request))
})

/**
 * All or nothing: a page and its files belong together. The page is kept with its headers, so that
 * the nonce in it and the one in its policy stay the same.
 */
async function keepAll(): Promise<void> {
  const cache = await caches.open(current)
  await cache.addAll([page, ...files].map((path) => new Request(path, { cache: 'reload' })))
}

/** Only its own: another app of this host keeps files too. */
async function forgetOlder(): Promise<void> {
  const names = await caches.keys()
  const older = names.filter((name) => name.startsWith(own) && name !== current)
  await Promise.all(older.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** Under which path the answer was kept; null: the network answers, as always for the API. */
function keptFor({ method, url, mode }: Request): string | null {
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return null
  if (known.has(pathname)) return pathname
  return mode === 'navigate' && isOwnPage(pathname) ? page : null
}

const isOwnPage = (path: string) => isBelow(path, scope) && !leave.some((one) => isBelow(path, one))

const isBelow = (path: string, top: string) =>
  top === '/' || path === top || path.startsWith(`${top}/`)

async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(current)
  return (await cache.match(path, { ignoreVary: true })) ?? (await fetch(request))
}

export type { Scope as WorkerScope }
