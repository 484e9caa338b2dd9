import { useEffect, useState } from 'react'

/** How long something still counts, second by second; never below zero. */
export function useSecondsUntil(moment: string): number {
  const secondsLeft = () =>
    Math.max(0, Math.round((new Date(moment).getTime() - Date.now()) / 1000))
  const [seconds, set] = useState(secondsLeft)
  useEffect(() => {
    const timer = setInterval(() => set(secondsLeft()), 1000)
    return () => clearInterval(timer)
  })
  return seconds
}

/** `9:05` */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
