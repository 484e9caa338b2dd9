import { useCallback, useEffect, useState } from 'react'
import { lockedAfterSeconds } from '#contract/language/counter-limits.ts'
import { Problem } from '../../client/index.ts'
import { callAtTill } from '../call-at-till.ts'
import { type KeptReply, useKeptCall } from '../offline/use-kept-call.ts'
import { keepTillUnlocked, lockTill, readTillLock, setOwnPin, unlockTill } from '../routes.ts'
import type { Cashier } from './cashier.ts'
import { keepKnownPin, knowsPin } from './known-pins.ts'

export type TillLock =
  | { kind: 'loading' | 'failed' }
  /** There are no cashiers: nobody is asked for. */
  | { kind: 'open' }
  | { kind: 'locked'; cashiers: readonly Cashier[] }
  | { kind: 'unlocked'; cashier: Cashier }

/** Whether somebody stands at this till, who unlocked it; without a touch it locks itself. */
export function useTillLock(store: string, isWatching: boolean) {
  const asked = useKeptCall(readTillLock, { query: { store } })
  const { refetch } = asked
  const [chosen, choose] = useState<Cashier | null>()
  // What was so before the page was opened without a network is not so now.
  const unlockedBy = asked.isKept ? null : asked.data?.unlockedBy
  const cashier = chosen === undefined ? unlockedBy : chosen

  const lockNow = useCallback(() => {
    choose(null)
    // Where there is no line, the program locks by itself.
    callAtTill(lockTill, {}).then(() => refetch(), ignoreProblem)
  }, [refetch])
  const unlock = useCallback(async (cashierId: string, pin: string) => {
    choose(await unlockBy(cashierId, pin))
  }, [])
  const setPin = useCallback(async (password: string, pin: string) => {
    choose(await setPinOf(password, pin))
  }, [])
  useIdleLock(isWatching && Boolean(cashier), lockNow)

  return { lock: lockOf(asked, cashier), unlock, setPin, lockNow }
}

type Asked = Pick<KeptReply<typeof readTillLock>, 'data' | 'error'>

function lockOf({ data, error }: Asked, cashier: Cashier | null | undefined): TillLock {
  if (cashier) return { kind: 'unlocked', cashier }
  if (!data) return { kind: error ? 'failed' : 'loading' }
  return data.needed ? { kind: 'locked', cashiers: data.cashiers } : { kind: 'open' }
}

/** Without a line whoever has unlocked this till before does so again. @throws Problem */
async function unlockBy(cashierId: string, pin: string): Promise<Cashier> {
  try {
    const cashier = await callAtTill(unlockTill, { body: { cashierId, pin } })
    await keepKnownPin(cashier, pin)
    return cashier
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'offline') throw error
    const cashier = await knowsPin(cashierId, pin)
    if (cashier) return cashier
    throw error
  }
}

async function setPinOf(password: string, pin: string): Promise<Cashier> {
  const cashier = await callAtTill(setOwnPin, { body: { password, pin } })
  await keepKnownPin(cashier, pin)
  return cashier
}

const lockedAfterMillis = lockedAfterSeconds * 1000
/** The program is told of touches so often; it locks no later than this page. */
const tellEveryMillis = 10_000

function useIdleLock(isUnlocked: boolean, lockNow: () => void) {
  useEffect(() => {
    if (!isUnlocked) return
    let touchedAt = Date.now()
    let isUntold = false
    const touch = () => {
      touchedAt = Date.now()
      isUntold = true
    }
    const look = setInterval(() => {
      if (Date.now() - touchedAt >= lockedAfterMillis) lockNow()
    }, 500)
    const tell = setInterval(() => {
      if (!isUntold) return
      isUntold = false
      callAtTill(keepTillUnlocked, {}).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'till_locked') lockNow()
        else ignoreProblem(error)
      })
    }, tellEveryMillis)
    const touches = ['pointerdown', 'keydown'] as const
    for (const name of touches) window.addEventListener(name, touch, true)
    return () => {
      clearInterval(look)
      clearInterval(tell)
      for (const name of touches) window.removeEventListener(name, touch, true)
    }
  }, [isUnlocked, lockNow])
}

function ignoreProblem(error: unknown) {
  if (!(error instanceof Problem)) throw error
}
