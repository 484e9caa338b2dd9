import type { Cashier } from './cashier.ts'

/**
 * Whoever unlocked this till with the program's word may do so again when the line is cut: kept as a
 * slow hash, for a shift, and gone with the window. The program itself never takes its word.
 */
type Known = { cashier: Cashier; salt: string; hash: string; until: number }

const place = 'stammgast-pos-known-pins'
const rounds = 600_000
const shiftMillis = 12 * 3_600_000

export async function keepKnownPin(cashier: Cashier, pin: string): Promise<void> {
  // Without HTTPS the browser keeps its ciphers to itself.
  if (!globalThis.crypto.subtle) return
  const salt = toText(crypto.getRandomValues(new Uint8Array(16)))
  const hash = await slowHash(pin, salt)
  const others = readKnown().filter((one) => one.cashier.id !== cashier.id)
  const known: Known = { cashier, salt, hash, until: Date.now() + shiftMillis }
  sessionStorage.setItem(place, JSON.stringify([...others, known]))
}

/** Who it is, where this PIN was theirs; null where nobody here can say. */
export async function knowsPin(cashierId: string, pin: string): Promise<Cashier | null> {
  const known = readKnown().find(({ cashier }) => cashier.id === cashierId)
  if (!known || !globalThis.crypto.subtle) return null
  return (await slowHash(pin, known.salt)) === known.hash ? known.cashier : null
}

function readKnown(): Known[] {
  // What stands there was written above.
  const all = JSON.parse(sessionStorage.getItem(place) ?? '[]') as Known[]
  return all.filter(({ until }) => until > Date.now())
}

async function slowHash(pin: string, salt: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const way = {
    ...{ name: 'PBKDF2', hash: 'SHA-256' },
    ...{ salt: encoder.encode(salt), iterations: rounds },
  }
  return toText(new Uint8Array(await crypto.subtle.deriveBits(way, key, 256)))
}

const toText = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
