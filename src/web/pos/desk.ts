import type { WireReply } from '#contract/endpoint.ts'
import type { StopReason } from '#contract/language/counter-limits.ts'
import type { Language } from '#locales/language.ts'
import { Problem } from '../client/index.ts'
import { callAtTill as call } from './call-at-till.ts'
import {
  blockCardNumber,
  bookVisit,
  cancelHandOver,
  cancelRewardRedemption,
  enrollGuest,
  findGuest,
  handOverGift,
  listCardNumbers,
  listReceiptCodes,
  makeCardCode,
  makeReceiptCode,
  readCounter,
  readGuest,
  redeemCode,
  redeemReward,
  replaceCardNumber,
  takePaperStamps,
  undoBooking,
} from './routes.ts'

export type Guest = WireReply<typeof readGuest>
export type Redeemable = Guest['redeemable'][number]
export type Gift = Guest['gifts'][number]
export type Booked = WireReply<typeof bookVisit>
export type ReceiptCode = WireReply<typeof makeReceiptCode>
export type OpenCode = WireReply<typeof listReceiptCodes>['items'][number]
export type CardCode = WireReply<typeof makeCardCode>
export type CardInUse = { cardNumber: string; label: string | null }
/** Somebody's first card: by its number it is written down and read aloud. */
export type Enrolled = Guest & { cardNumber: string }
/** A card that is taken out of use, and what comes in its place. */
export type Stop = {
  cardNumber: string
  reason: StopReason
  /** A number: a printed card that is in the hand already. */
  instead: { kind: 'none' | 'made' } | { kind: 'printed'; cardNumber: string }
}
export type Handed = { id: string; name: string; sku: string | null }

/** What can be taken back. */
export type Undoable =
  | { kind: 'visit'; bookingId: string }
  | { kind: 'reward'; redemptionId: string }
  | { kind: 'gift'; handOverId: string }

/** Whom the counter asks: the program, or made-up guests. */
export type Desk = {
  find(text: string): Promise<WireReply<typeof findGuest>>
  read(customerId: string): Promise<Guest>
  /** @param cardNumber null: one is made, and nothing is printed */
  enroll(cardNumber: string | null, name: string): Promise<Enrolled>
  book(guest: Guest, amount?: number): Promise<Booked>
  redeem(guest: Guest, reward: Redeemable): Promise<Handed>
  give(guest: Guest, gift: Gift, article: string): Promise<Handed>
  /** Redeems the code on a guest's phone; only the program knows which are open. */
  takeCode?(code: string): Promise<WireReply<typeof redeemCode>>
  /** Whether what was paid is asked for where there is no card. */
  asksAmount(): Promise<boolean>
  /** A purchase or a visit without a card, to be claimed later. @param amount null: a visit */
  receiptCode(amount: number | null): Promise<ReceiptCode>
  /** Codes of such purchases that whoever stands here gave a short time ago; none in practice. */
  openCodes?: () => Promise<readonly OpenCode[]>
  undo(what: Undoable): Promise<void>
  /** A code that lets the card of somebody without an address onto their phone; none in practice. */
  phoneCode?: (guest: Guest) => Promise<CardCode>
  /** Those in use; both are not for every role. */
  cardsOf?: (guest: Guest) => Promise<readonly CardInUse[]>
  /** @returns the number of the new card; null: there is none */
  stopCard?: (guest: Guest, stop: Stop) => Promise<string | null>
  /** Not where nobody could check what was taken over before. */
  takePaper?(guest: Guest, points: number): Promise<Guest>
}

type AtDesk = { store: string; mayStopCards: boolean; language: Language }

export const programDesk = ({ store, mayStopCards, language }: AtDesk): Desk => ({
  find: (text) => call(findGuest, { body: { text, language } }),
  read: (customerId) => call(readGuest, { params: { customerId }, query: { language } }),
  enroll: (cardNumber, name) =>
    once(`card ${cardNumber} ${name}`, (key) =>
      call(
        enrollGuest,
        {
          body: {
            ...{ store, language },
            ...(cardNumber !== null && { cardNumber }),
            ...(name === '' ? {} : { name }),
          },
        },
        key,
      ),
    ),
  book: ({ customerId }, amount) =>
    once(wishOf.book(customerId, amount), (externalId) =>
      call(bookVisit, {
        body: {
          ...{ externalId, customerId, store, language },
          ...(amount === undefined ? {} : { amount }),
        },
      }),
    ),
  redeem: (guest, { reward }) => redeem(guest, store, reward),
  give: (guest, gift, article) => give(guest, store, gift, article),
  takeCode: (code) => call(redeemCode, { body: { code, store, language } }),
  asksAmount: async () => (await call(readCounter, {})).asksAmount,
  receiptCode: (amount) =>
    once(`code ${amount}`, (externalId) =>
      call(makeReceiptCode, {
        body: { externalId, store, ...(amount !== null && { amount }) },
      }),
    ),
  openCodes: async () => (await call(listReceiptCodes, { query: { store } })).items,
  undo,
  phoneCode: ({ customerId }) => call(makeCardCode, { params: { customerId } }),
  ...(mayStopCards && {
    cardsOf,
    stopCard: (guest: Guest, stop: Stop) => stopCard(guest, store, stop),
  }),
  takePaper: ({ customerId }, points) =>
    once(`paper ${customerId} ${points}`, (externalId) =>
      call(takePaperStamps, {
        params: { customerId },
        body: { externalId, points, store, language },
      }),
    ),
})

/** Nobody knows whether it was done. */
export const isAway = ({ kind }: Problem): boolean => kind === 'offline' || kind === 'unavailable'

/** Which press it was: the same wish of the same guest. */
export const wishOf = {
  book: (customerId: string, amount: number | undefined) => `book ${customerId} ${amount}`,
  redeem: (customerId: string, reward: string) => `reward ${customerId} ${reward}`,
  give: (customerId: string, { ladder, round, count }: Pick<Gift, 'ladder' | 'round' | 'count'>) =>
    `gift ${customerId} ${ladder} ${round} ${count}`,
}

/** Acts that were sent and not answered: pressing again sends the same one, and it counts once. */
const unanswered = new Map<string, string>()

/** The name under which an act may have reached the program, for who keeps it instead. */
export function unansweredId(wish: string): string | undefined {
  const id = unanswered.get(wish)
  unanswered.delete(wish)
  return id
}

/** What names it where it was done. */
export function idOf(what: Undoable): string {
  switch (what.kind) {
    case 'visit':
      return what.bookingId
    case 'reward':
      return what.redemptionId
    case 'gift':
      return what.handOverId
  }
}

async function once<T>(what: string, send: (externalId: string) => Promise<T>): Promise<T> {
  const externalId = unanswered.get(what) ?? crypto.randomUUID()
  unanswered.set(what, externalId)
  try {
    const reply = await send(externalId)
    unanswered.delete(what)
    return reply
  } catch (error) {
    const wasAnswered = error instanceof Problem && !isAway(error)
    if (wasAnswered) unanswered.delete(what)
    throw error
  }
}

const sourceOf = (store: string) => `pos-${store}`

async function redeem(guest: Guest, store: string, reward: string): Promise<Handed> {
  const customer = { id: guest.customerId }
  const { id, name, article } = await once(wishOf.redeem(guest.customerId, reward), (externalId) =>
    call(redeemReward, { body: { source: sourceOf(store), externalId, reward, customer, store } }),
  )
  return { id, name, sku: article?.sku ?? null }
}

async function give(
  guest: Guest,
  store: string,
  { ladder, round, count }: Gift,
  wanted: string,
): Promise<Handed> {
  const customer = { id: guest.customerId }
  const step = { kind: 'ladder' as const, ladder, round, count }
  const { id, article } = await once(
    wishOf.give(guest.customerId, { ladder, round, count }),
    (externalId) =>
      call(handOverGift, {
        body: { source: sourceOf(store), externalId, customer, for: step, article: wanted, store },
      }),
  )
  return { id, name: article.name, sku: article.sku }
}

async function cardsOf({ customerId }: Guest): Promise<readonly CardInUse[]> {
  const { items } = await call(listCardNumbers, { params: { customerId } })
  return items.filter(({ state }) => state === 'in_use')
}

async function stopCard(
  { customerId }: Guest,
  store: string,
  { cardNumber, reason, instead }: Stop,
): Promise<string | null> {
  const params = { customerId }
  if (instead.kind === 'none') {
    await call(blockCardNumber, { params, body: { cardNumber, reason } })
    return null
  }
  const newCardNumber = instead.kind === 'printed' && { newCardNumber: instead.cardNumber }
  const body = { cardNumber, reason, store, ...newCardNumber }
  return (await call(replaceCardNumber, { params, body })).cardNumber
}

async function undo(what: Undoable): Promise<void> {
  switch (what.kind) {
    case 'visit':
      await call(undoBooking, { params: { bookingId: what.bookingId }, body: {} })
      break
    case 'reward':
      await call(cancelRewardRedemption, { params: { redemptionId: what.redemptionId } })
      break
    case 'gift':
      await call(cancelHandOver, { params: { handOverId: what.handOverId } })
      break
  }
}
