import { useEffect, useState, useSyncExternalStore } from 'react'

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

/** Whether this page opens without a network: browsers keep pages on https and localhost only. */
export function useHoldsOffline(): boolean {
  const [holds, setHolds] = useState(false)
  useEffect(() => {
    if ('serviceWorker' in navigator) void navigator.serviceWorker.ready.then(() => setHolds(true))
  }, [])
  return holds
}
