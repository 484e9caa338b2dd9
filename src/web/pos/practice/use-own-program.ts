import { useEffect, useState } from 'react'
import { canGoOffline } from '../offline/database.ts'
import { readKept } from '../offline/kept.ts'
import type { OwnProgram } from './practice-program.ts'

/** As this device keeps it: nobody is asked, so nothing is left. Undefined: not looked up yet. */
export function useOwnProgram(storeCode: string): OwnProgram | null | undefined {
  const [own, set] = useState<OwnProgram | null>()
  useEffect(() => {
    const asked = canGoOffline() ? readKept(storeCode) : Promise.resolve(null)
    void asked.then((kept) => set(kept?.kept ?? null))
  }, [storeCode])
  return own
}
