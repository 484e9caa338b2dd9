import { useSyncExternalStore } from 'react'

function listen(tell: () => void) {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}

/** As far as the device knows; a network may lead nowhere. */
export const useOnline = (): boolean => useSyncExternalStore(listen, () => navigator.onLine)
