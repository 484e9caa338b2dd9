import { faceOf } from '#contract/language/card-face.ts'
import type { Guest } from '../desk.ts'
import { bytesOf, fromBase64, toBase64 } from './bytes.ts'
import type { Kept } from './database.ts'
import { mayRedeem, spentUnheard } from './spending.ts'

type Program = NonNullable<Kept['kept']>
type Told = { customerId: string; shown: string | null; balances: Record<string, number> }

const ivBytes = 12
const noGuest = { birthday: null, tier: null, privileges: [], usual: null, gifts: [] }

/** Whom a card means among those this device keeps; the card itself opens them. */
export async function findKept(kept: Kept, typed: string): Promise<Guest | null> {
  const program = kept.kept
  if (program === null) return null
  const together = typed.replace(/[\s-]/g, '')
  for (const card of new Set([typed.trim().toUpperCase(), together.toUpperCase()])) {
    const told = await openGuest(program, card)
    if (told !== null) return await greeting(kept, program, told)
  }
  return null
}

/** Somebody with a card this device does not know: what they do is kept under its number. */
export const strangerOf = (cardNumber: string, name: string | null = null): Guest => ({
  ...noGuest,
  ...{ customerId: `${strangerMark}${cardNumber}`, name, points: [], cards: [], redeemable: [] },
})

const strangerMark = 'card '

export const cardOfStranger = ({ customerId }: Guest): string | null =>
  customerId.startsWith(strangerMark) ? customerId.slice(strangerMark.length) : null

async function openGuest({ salt, guests }: Program, card: string): Promise<Told | null> {
  const found = toBase64(await keyFor('find', card, salt))
  const guest = guests.find((one) => one.card === found)
  if (!guest) return null
  const way = 'AES-GCM'
  const key = await crypto.subtle.importKey('raw', await keyFor('open', card, salt), way, false, [
    'decrypt',
  ])
  const sealed = fromBase64(guest.sealed)
  const iv = sealed.subarray(0, ivBytes)
  const content = await crypto.subtle.decrypt({ name: way, iv }, key, sealed.subarray(ivBytes))
  // The program sealed it, and nobody else has the card's key.
  return JSON.parse(new TextDecoder().decode(content)) as Told
}

async function keyFor(purpose: 'find' | 'open', card: string, salt: string): Promise<ArrayBuffer> {
  const way = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', fromBase64(salt), way, false, ['sign'])
  return await crypto.subtle.sign('HMAC', key, bytesOf(`${purpose} ${card}`))
}

async function greeting(kept: Kept, program: Program, told: Told): Promise<Guest> {
  const { customerId, shown, balances } = told
  const spent = await spentUnheard(kept.store, customerId)
  const left = new Map(Object.entries(balances))
  for (const { currency, points } of spent) left.set(currency, (left.get(currency) ?? 0) - points)
  const mayStill = await mayRedeem(kept, customerId)
  const nameOf = new Map(program.currencies.map(({ currency, name }) => [currency, name]))
  return {
    ...noGuest,
    ...{ customerId, name: shown },
    points: [...left].map(([currency, balance]) => ({
      ...{ currency, name: nameOf.get(currency) ?? currency, balance },
    })),
    cards: program.cards.map(({ name, currency, places, reward }) => {
      const { filled, full: fullCards } = faceOf({ places }, left.get(currency) ?? 0)
      return { name, places, filled, fullCards, reward }
    }),
    redeemable: program.rewards
      .filter(({ currency, price }) => mayStill && (left.get(currency) ?? 0) >= price)
      .map(({ currency, ...reward }) => ({
        ...reward,
        currency: nameOf.get(currency) ?? currency,
      })),
  }
}
