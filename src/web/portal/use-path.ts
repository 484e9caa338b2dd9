import { useSyncExternalStore } from 'react'

const moved = 'stammgast-moved'

function listen(tell: () => void) {
  window.addEventListener('popstate', tell)
  window.addEventListener(moved, tell)
  return () => {
    window.removeEventListener('popstate', tell)
    window.removeEventListener(moved, tell)
  }
}

/** The address without its ends: five pages need no router. */
export const usePath = (): string => useSyncExternalStore(listen, () => window.location.pathname)

export function goTo(path: string, how: 'forward' | 'instead' = 'forward') {
  if (how === 'forward') window.history.pushState(null, '', path)
  else window.history.replaceState(null, '', path)
  window.dispatchEvent(new Event(moved))
}
