import { shortName } from '#kernel/short-name.ts'
import type { Booked, Desk, Guest, Handed, Undoable } from '../desk.ts'
import type { PracticeWorld } from './made-up-guests.ts'

/** A program made up in this page: one for each visit, and what they are redeemed for. Gone with the page. */
export function practiceDesk({ guests, fresh, stamped }: PracticeWorld): Desk {
  const numbers = new Map(
    Object.entries(guests).map(([number, guest]) => [number, guest.customerId]),
  )
  const known = new Map(Object.values(guests).map((guest) => [guest.customerId, guest]))
  /** What each act changed, so that it can be taken back. */
  const before = new Map<string, Guest>()
  let acts = 0
  let madeNumber = 2001

  const keep = (guest: Guest): Guest => {
    known.set(guest.customerId, guest)
    return guest
  }
  const act = (guest: Guest, after: Guest): string => {
    const id = `practice-act-${++acts}`
    before.set(id, guest)
    keep(after)
    return id
  }
  const read = async (customerId: string) => {
    const guest = known.get(customerId)
    if (!guest) throw new Error('somebody nobody made up is asked for')
    return guest
  }

  return {
    read,
    find: async (text) => {
      const customerId = numbers.get(text.replace(/[\s-]/g, ''))
      if (customerId !== undefined) return { guest: await read(customerId), ...nothingElse }
      return { ...nothingElse, guest: null, hits: hitsOf([...known.values()], text) }
    },
    enroll: async (asked, name) => {
      const cardNumber = asked ?? `${madeNumber++}`
      const customerId = `practice-${cardNumber}`
      numbers.set(cardNumber.replace(/[\s-]/g, ''), customerId)
      return { ...keep(fresh(customerId, name || null)), cardNumber }
    },
    book: async (asked, amount): Promise<Booked> => {
      const guest = await read(asked.customerId)
      const after = stamped(guest, stampsOf(guest) + 1)
      const id = act(guest, after)
      return { booking: bookingOf(id, after, amount), unearned: null, guest: after }
    },
    redeem: async (asked, { name, sku, price }): Promise<Handed> => {
      const guest = await read(asked.customerId)
      return { id: act(guest, stamped(guest, stampsOf(guest) - price)), name, sku }
    },
    give: async (asked, gift, key): Promise<Handed> => {
      const guest = await read(asked.customerId)
      const article = gift.articles.find((one) => one.key === key)
      const id = act(guest, { ...guest, gifts: [] })
      return { id, name: article?.name ?? '', sku: article?.sku ?? null }
    },
    asksAmount: async () => false,
    receiptCode: async (amount) => ({
      ...{ code: 'ABCD-2345', bookingId: `practice-act-${++acts}` },
      ...{
        amount: amount === null ? null : { amount, currency: 'EUR' },
        expiresAt: new Date().toISOString(),
      },
    }),
    undo: async (what) => {
      const guest = before.get(idOf(what))
      if (guest) keep(guest)
    },
  }
}

const stampsOf = (guest: Guest) => guest.points[0]?.balance ?? 0

const lettersMin = 3
const hitsMax = 3

function hitsOf(guests: readonly Guest[], text: string) {
  const sought = text.trim().toLowerCase()
  if (sought.length < lettersMin) return []
  return guests
    .filter(({ name }) => name?.toLowerCase().includes(sought))
    .slice(0, hitsMax)
    .map(({ customerId, name }) => ({ customerId, shown: shortName(name ?? '') }))
}

const bookingOf = (id: string, guest: Guest, amount?: number): Booked['booking'] => ({
  ...{ id, customerId: guest.customerId, shown: guest.name && shortName(guest.name) },
  amount: amount === undefined ? null : { amount, currency: 'EUR' },
  gained: [{ name: guest.points[0]?.name ?? '', points: 1 }],
  ...{ bookedAt: new Date().toISOString(), undoneAt: null },
})

function idOf(what: Undoable): string {
  switch (what.kind) {
    case 'visit':
      return what.bookingId
    case 'reward':
      return what.redemptionId
    case 'gift':
      return what.handOverId
  }
}

const nothingElse = { hits: [], redemptionCode: null }
