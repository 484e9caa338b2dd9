import { useEffect, useRef, useState } from 'react'
import type { Card } from './routes.ts'

type Landed = { name: string; points: number }

const shownMillis = 8000

/** What has come onto the card since it was last looked at; for a moment, then it is simply there. */
export function useLanded(card: Card): readonly Landed[] {
  const before = useRef(card)
  const [landed, land] = useState<readonly Landed[]>([])
  useEffect(() => {
    const gained = gainedBetween(before.current, card)
    before.current = card
    if (gained.length > 0) land(gained)
  }, [card])
  useEffect(() => {
    if (landed.length === 0) return
    const timer = setTimeout(() => land([]), shownMillis)
    return () => clearTimeout(timer)
  }, [landed])
  return landed
}

function gainedBetween(before: Card, now: Card): Landed[] {
  return now.points.flatMap(({ currency, name, balance }) => {
    const known = before.points.find((one) => one.currency === currency)
    const points = balance - (known?.balance ?? 0)
    return points > 0 ? [{ name, points }] : []
  })
}
