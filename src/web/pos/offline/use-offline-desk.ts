import { useEffect, useMemo } from 'react'
import { type Desk, programDesk } from '../desk.ts'
import { canGoOffline } from './database.ts'
import { keepDelivering } from './deliver.ts'
import { offlineDesk } from './offline-desk.ts'

/** The desk of a store, which goes on without a network where the browser can. */
export function useOfflineDesk(store: string, deviceName: string, mayStopCards: boolean): Desk {
  const desk = useMemo(() => {
    const program = programDesk(store, mayStopCards)
    return canGoOffline() ? offlineDesk(program, store) : program
  }, [store, mayStopCards])
  useEffect(() => {
    if (canGoOffline()) return keepDelivering(store, deviceName)
  }, [store, deviceName])
  return desk
}
