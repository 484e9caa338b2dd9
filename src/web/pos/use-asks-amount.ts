import { useEffect, useState } from 'react'
import { Problem } from '../client/index.ts'
import type { Desk } from './desk.ts'

/** Whether what was paid is asked for where there is no card. Until that is known it is. */
export function useAsksAmount(desk: Desk): boolean {
  const [asks, set] = useState(true)
  useEffect(() => {
    desk.asksAmount().then(set, (error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
  }, [desk])
  return asks
}
