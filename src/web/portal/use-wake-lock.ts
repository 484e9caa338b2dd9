import { useEffect } from 'react'

/** Keeps the screen from going dark while a code is held to a scanner, where the device can. */
export function useWakeLock() {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let over = false
    const take = async () => {
      lock = await navigator.wakeLock.request('screen').catch(ignoreRefusal)
      if (over) await lock?.release()
    }
    if ('wakeLock' in navigator) void take()
    return () => {
      over = true
      void lock?.release()
    }
  }, [])
}

/** A device low on power says no; the code is shown all the same. */
const ignoreRefusal = (): null => null
