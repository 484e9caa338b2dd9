import { call, Problem } from '../../client/index.ts'
import { isAway } from '../desk.ts'
import { deliverEntries } from '../routes.ts'
import { changeConnection } from './connection.ts'
import { database, type Waiting } from './database.ts'
import { ensureDevice, knownDevice } from './device.ts'
import { countWaiting, waitingEntries } from './entries.ts'
import { fetchKept } from './kept.ts'
import { forgetSpent } from './spending.ts'

const entriesAtOnce = 50
const whileWaitingMillis = 5_000
const otherwiseMillis = 300_000

let look: (() => void) | null = null

/** As when something waits and the program can be reached. */
export const deliverSoon = () => look?.()

/**
 * Delivers what waits as soon as the program can be reached, and keeps what is needed to go on alone
 * fresh. @returns how to stop
 */
export function keepDelivering(store: string, deviceName: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const again = async () => {
    clearTimeout(timer)
    const isThrough = await locked(() => round(store, deviceName))
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(again, isThrough ? otherwiseMillis : whileWaitingMillis)
  }
  look = () => void again()
  const gone = () => changeConnection({ isOnline: false })
  window.addEventListener('online', look)
  window.addEventListener('offline', gone)
  void countWaiting().then(again)
  return () => {
    isStopped = true
    clearTimeout(timer)
    if (look) window.removeEventListener('online', look)
    window.removeEventListener('offline', gone)
    look = null
  }
}

/** One window of this browser at a time; twice would do no harm, and no good. */
const locked = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request('stammgast-pos-deliver', work)

/** @returns false while something waits, or nobody could be reached */
async function round(store: string, deviceName: string): Promise<boolean> {
  try {
    await deliverAll()
    const device = await ensureDevice(store, deviceName)
    await fetchKept(device, await countWaiting())
    await forgetSpent()
    changeConnection({ isOnline: true })
    return (await countWaiting()) === 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Whoever has to sign in first is connected all the same; what waits goes on waiting.
    changeConnection({ isOnline: !isAway(error) })
    await countWaiting()
    return false
  }
}

async function deliverAll(): Promise<void> {
  const all = await waitingEntries()
  for (const [store, ofStore] of Map.groupBy(all, (one) => one.store)) {
    const device = await knownDevice(store)
    for (let from = 0; device && from < ofStore.length; from += entriesAtOnce) {
      await deliver(device.id, ofStore.slice(from, from + entriesAtOnce))
    }
  }
}

/** What the program has safe is forgotten here; what it could not read stays, and is not sent again. */
async function deliver(device: string, some: readonly Waiting[]): Promise<void> {
  const entries = some.map(({ signed, signature }) => ({ signed, signature }))
  const signal = AbortSignal.timeout(60_000)
  const { items } = await call(deliverEntries, { body: { device, entries } }, { signal })
  const kept = await database()
  for (const [index, { outcome, code }] of items.entries()) {
    const entry = some[index]
    if (!entry) continue
    if (outcome === 'refused') await kept.put('waiting', { ...entry, refused: code ?? outcome })
    else await kept.delete('waiting', entry.id)
  }
  await countWaiting()
}
