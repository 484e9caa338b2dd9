type Offline = { script: string; scope: string }

const hourMillis = 3_600_000

let isIdle = true
let whenIdle: (() => void)[] = []

/** While somebody is served, no new version takes the page's place. */
export function setIdle(idle: boolean): void {
  isIdle = idle
  if (!idle) return
  const waiting = whenIdle
  whenIdle = []
  for (const act of waiting) act()
}

/**
 * Keeps the app on this device, so that it opens without a network. A new version is fetched beside
 * the running one and taken when nobody is served.
 */
export async function keepOffline({ script, scope }: Offline): Promise<void> {
  // Browsers have workers on https and localhost only.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  reloadOnceTaken()
  const registration = await navigator.serviceWorker
    .register(script, { scope })
    .catch(ignoreUnreachable)
  if (registration === null) return
  offer(registration)
  registration.addEventListener('updatefound', () => watch(registration))
  const look = () => void registration.update().catch(ignoreUnreachable)
  setInterval(look, hourMillis)
  window.addEventListener('online', look)
}

function watch(registration: ServiceWorkerRegistration): void {
  const { installing } = registration
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'installed') offer(registration)
  })
}

/** The first of all takes over by itself. */
function offer(registration: ServiceWorkerRegistration): void {
  if (registration.waiting === null || registration.active === null) return
  soon(() => registration.waiting?.postMessage('take over'))
}

function reloadOnceTaken(): void {
  const { serviceWorker } = navigator
  let hadWorker = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (hadWorker) soon(() => window.location.reload())
    hadWorker = true
  })
}

function soon(act: () => void): void {
  if (isIdle) act()
  else whenIdle.push(act)
}

/** Without a network there is nothing new to look for; what is kept goes on answering. */
function ignoreUnreachable(error: unknown): null {
  if (error instanceof TypeError) return null
  throw error
}
