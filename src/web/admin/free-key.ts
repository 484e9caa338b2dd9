import { technicalName } from './forms/technical-name.ts'

/** The technical name of something new, made of what it is called: `kaffee`, `kaffee_2`. */
export function freeKey(name: string, otherwise: string, taken: readonly string[]): string {
  const base = technicalName(name).slice(0, 60) || otherwise
  if (!taken.includes(base)) return base
  const free = taken.map((_, place) => `${base}_${place + 2}`).find((key) => !taken.includes(key))
  return free ?? `${base}_${taken.length + 2}`
}
