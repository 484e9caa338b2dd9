import { useSyncExternalStore } from 'react'

/** Whether the program can be reached, and how much waits for that. */
export type Connection = {
  isOnline: boolean
  waiting: number
  /** Of these the program could make nothing. */
  refused: number
}

let current: Connection = { isOnline: true, waiting: 0, refused: 0 }
const listeners = new Set<() => void>()

export const connection = (): Connection => current

export function changeConnection(part: Partial<Connection>): void {
  current = { ...current, ...part }
  for (const listener of listeners) listener()
}

export const useConnection = (): Connection =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, connection)
