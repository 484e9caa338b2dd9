import { useEffect, useState } from 'react'

const everyMillis = 10_000

/** The time, as often as a clock without seconds needs it. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMillis)
    return () => clearInterval(timer)
  }, [])
  return now
}
