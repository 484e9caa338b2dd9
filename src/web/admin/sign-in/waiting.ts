import { useEffect, useState } from 'react'

/** Seconds still to wait, counted down; 0 when the wait is over, null when there was none. */
export function useWaiting(): [secondsLeft: number | null, wait: (seconds: number) => void] {
  const [until, setUntil] = useState<number | null>(null)
  const [now, setNow] = useState(0)
  const secondsLeft = until === null ? null : Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (secondsLeft === null || secondsLeft === 0) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [secondsLeft])
  const wait = (seconds: number) => {
    setNow(Date.now())
    setUntil(Date.now() + seconds * 1000)
  }
  return [secondsLeft, wait]
}
