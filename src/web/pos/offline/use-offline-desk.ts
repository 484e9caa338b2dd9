import { useEffect, useMemo } from 'react'
import { type Desk, programDesk } from '../desk.ts'
import { canGoOffline } from './database.ts'
import { keepDelivering } from './deliver.ts'
import { offlineDesk } from './offline-desk.ts'

/** The desk of a store, which goes on without a network where the browser can. */
export function useOfflineDesk(store: string, deviceName: string): Desk {
  const desk = useMemo(() => {
    const program = programDesk(store)
    return canGoOffline() ? offlineDesk(program, store) : program
  }, [store])
  useEffect(() => {
    if (canGoOffline()) return keepDelivering(store, deviceName)
  }, [store, deviceName])
  return desk
}
