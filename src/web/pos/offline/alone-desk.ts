import type { WireOfflineEntry } from '#contract/language/offline-entry.ts'
import { shortName } from '#kernel/short-name.ts'
import { Problem } from '../../client/index.ts'
import {
  type Booked,
  type Desk,
  type Gift,
  type Guest,
  type Handed,
  idOf,
  type Redeemable,
  unansweredId,
  wishOf,
} from '../desk.ts'
import type { Kept } from './database.ts'
import { keepEntry } from './entries.ts'
import { cardOfStranger, findKept, strangerOf } from './guests.ts'
import { readKept } from './kept.ts'
import { afterRedeeming, givable, mayRedeem, noteSpent } from './spending.ts'

/** Marks what was kept here rather than done there. */
const keptMark = 'kept '
export const isKept = (id: string) => id.startsWith(keptMark)

/** Who stands there; null: nobody in particular. */
export type Standing = () => string | null
type Keep = (act: WireOfflineEntry['act'], id?: string) => Promise<string>

/**
 * What a counter can do without the program: greet those it knows, write down what is done.
 * @param standing who unlocked this till
 * @param shown whoever was greeted with a network stays on the screen without one
 */
export function aloneDesk(store: string, shown: Map<string, Guest>, standing: Standing): Desk {
  const keep: Keep = (act, id) => keepEntry(store, { act, cashier: standing(), id })
  return {
    find: async (text) => {
      const kept = await readKept(store)
      const guest = kept && (await findKept(kept, text))
      // Names are looked for by the program alone.
      if (!guest && !/\d{4}/.test(text.replace(/[\s-]/g, ''))) throw onlineOnly()
      return { guest, hits: [], redemptionCode: null }
    },
    read: async (customerId) => shown.get(customerId) ?? strangerOf(customerId),
    enroll: async (cardNumber, name) => {
      // Numbers are made by the program alone.
      if (cardNumber === null) throw onlineOnly()
      const person = name === '' ? {} : { name }
      await keep({ kind: 'enrollment', cardNumber, ...person })
      return { ...strangerOf(cardNumber, name === '' ? null : name), cardNumber }
    },
    book: (guest, amount) => book(keep, guest, amount),
    redeem: async (guest, reward) => {
      const { handed, after } = await redeem({ store, keep }, guest, reward)
      shown.set(guest.customerId, after)
      return handed
    },
    give: (guest, gift, article) => give(keep, guest, gift, article),
    asksAmount: () => Promise.resolve(true),
    // Codes by which guests claim a purchase are made by the program.
    receiptCode: () => Promise.reject(onlineOnly()),
    undo: async (what) => {
      const id = idOf(what)
      // What the program has done, it alone takes back.
      if (!isKept(id)) throw onlineOnly()
      await keep({ kind: 'undo', entry: id.slice(keptMark.length) })
    },
  }
}

export const onlineOnly = () => new Problem('forbidden', { code: 'online_only' })

async function book(keep: Keep, guest: Guest, amount: number | undefined): Promise<Booked> {
  const { customerId } = guest
  const cardNumber = cardOfStranger(guest)
  const id = await keep(
    {
      kind: 'visit',
      guest: cardNumber === null ? { customerId } : { cardNumber },
      ...(amount === undefined ? {} : { amount }),
    },
    unansweredId(wishOf.book(customerId, amount)),
  )
  return {
    guest,
    unearned: null,
    booking: {
      ...{ id: `${keptMark}${id}`, customerId, amount: null, gained: [] },
      shown: guest.name && shortName(guest.name),
      ...{ bookedAt: new Date().toISOString(), undoneAt: null },
    },
  }
}

async function redeem(
  { store, keep }: { store: string; keep: Keep },
  guest: Guest,
  wanted: Redeemable,
): Promise<{ handed: Handed; after: Guest }> {
  const kept = await readKept(store)
  const reward = kept && givable(kept, guest, wanted)
  const { customerId } = guest
  if (!reward || !(await mayRedeem(kept, customerId))) throw onlineOnly()
  const id = await keep(
    {
      kind: 'redemption',
      ...{ customerId, reward: reward.reward, points: reward.price },
      allowance: signedOf(kept),
    },
    unansweredId(wishOf.redeem(customerId, reward.reward)),
  )
  await noteSpent(store, id, customerId, reward)
  const handed = { id: `${keptMark}${id}`, name: reward.name, sku: reward.sku }
  return { handed, after: afterRedeeming(kept, guest, reward) }
}

const signedOf = ({ allowance }: Kept) => allowance?.signed ?? ''

async function give(
  keep: Keep,
  { customerId }: Guest,
  { ladder, round, count, articles }: Gift,
  article: string,
): Promise<Handed> {
  const id = await keep(
    { kind: 'gift', customerId, ladder, round, count, article },
    unansweredId(wishOf.give(customerId, { ladder, round, count })),
  )
  const given = articles.find(({ key }) => key === article)
  return { id: `${keptMark}${id}`, name: given?.name ?? article, sku: given?.sku ?? null }
}
