/**
 * For the pages of a web shop: tells what a signed-in customer looks at, once they have agreed.
 * Before consent nothing is kept, before sign-in nothing is sent. No cookie, no eval, nothing of
 * another host; what could not be sent waits in the shop's own local storage.
 */
type Command =
  | ['consent', boolean]
  | ['identify', string, string]
  | ['forget']
  | ['page', { path?: string; title?: string }?]
  | ['product', { sku: string; name?: string; category?: string }]

type View = { id: string; at: string; type: string } & Record<string, unknown>
type Kept = { user?: { id: string; hash: string }; views: View[] }

const store = 'stammgast'
const viewsMax = 100
const viewsPerRequest = 20
const pauseMillis = 30_000

const script = document.currentScript as HTMLScriptElement | null
const key = script?.dataset.key ?? ''
const address = script ? new URL(`/api/v1/snippet/${key}`, script.src).href : ''

/** Null: there is no consent. Kept only where there is. */
let kept: Kept | null = read()
let isSending = false

function read(): Kept | null {
  try {
    const found = JSON.parse(localStorage.getItem(store) ?? 'null')
    return found && Array.isArray(found.views) ? found : null
  } catch {
    // A browser that keeps nothing, or something that is not ours.
    return null
  }
}

function write() {
  try {
    if (kept) localStorage.setItem(store, JSON.stringify(kept))
    else localStorage.removeItem(store)
  } catch {
    // It then lasts as long as the page.
  }
}

function obey([name, first, second]: Command) {
  switch (name) {
    case 'consent':
      kept = first ? (kept ?? { views: [] }) : null
      break
    case 'identify':
      if (kept) {
        const id = String(first)
        // What somebody else looked at, and could not be sent, is not theirs.
        const views = kept.user && kept.user.id !== id ? [] : kept.views
        kept = { user: { id, hash: String(second) }, views }
      }
      break
    case 'forget':
      if (kept) kept = { views: [] }
      break
    case 'page':
      view('page', { path: location.pathname, title: document.title, ...(first as object) })
      break
    case 'product':
      view('product', { ...(first as object) })
  }
  write()
  void send()
}

function view(type: string, said: object) {
  if (!kept) return
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
  kept.views.push({ ...said, type, id, at: new Date().toISOString() })
  kept.views.splice(0, kept.views.length - viewsMax)
}

const bodyOf = (views: View[]) => JSON.stringify({ user: kept?.user, views })
const isReady = () => kept?.user && kept.views.length > 0 && navigator.onLine && address

/** As text, so that the browser need not ask first whether it may. */
async function send(): Promise<void> {
  if (isSending || !kept || !isReady()) return
  isSending = true
  const views = kept.views.slice(0, viewsPerRequest)
  const status = await fetch(address, {
    ...{ method: 'POST', body: bodyOf(views), keepalive: true, credentials: 'omit' },
    headers: { 'content-type': 'text/plain' },
  }).then(
    (answer) => answer.status,
    () => 0,
  )
  isSending = false
  // Lost on the way, or put off: it is tried again. Anything else was answered for good.
  if (status === 0 || status === 429 || status >= 500) {
    setTimeout(send, pauseMillis)
    return
  }
  drop(views)
  return send()
}

function drop(views: View[]) {
  if (kept) kept.views = kept.views.filter((one) => !views.includes(one))
  write()
}

addEventListener('online', () => void send())
addEventListener('pagehide', () => {
  if (!kept || isSending || !isReady()) return
  const views = kept.views.slice(0, viewsPerRequest)
  if (navigator.sendBeacon(address, bodyOf(views))) drop(views)
})

const page = window as unknown as { stammgast?: Command[] | { push: typeof push } }
function push(...commands: Command[]) {
  for (const command of commands) obey(command)
}
const before = Array.isArray(page.stammgast) ? page.stammgast : []
page.stammgast = { push }
push(...before)
