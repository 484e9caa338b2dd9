import { useEffect, useMemo } from 'react'
import type { Language } from '#locales/language.ts'
import { type Desk, programDesk } from '../desk.ts'
import type { Standing } from './alone-desk.ts'
import { canGoOffline } from './database.ts'
import { keepDelivering } from './deliver.ts'
import { offlineDesk } from './offline-desk.ts'

type AtDesk = {
  deviceName: string
  mayStopCards: boolean
  language: Language
  standing: Standing
}

/** The desk of a store, which goes on without a network where the browser can. */
export function useOfflineDesk(
  store: string,
  { deviceName, mayStopCards, language, standing }: AtDesk,
): Desk {
  const desk = useMemo(() => {
    const program = programDesk({ store, mayStopCards, language })
    return canGoOffline() ? offlineDesk(program, store, standing) : program
  }, [store, mayStopCards, language, standing])
  useEffect(() => {
    if (canGoOffline()) return keepDelivering(store, deviceName)
  }, [store, deviceName])
  return desk
}
