import { useEffect, useReducer } from 'react'
import type { WireReply } from '#contract/endpoint.ts'
import { cancelHandOver, handOverGift } from '#contract/endpoints/gifts.ts'
import {
  bookVisit,
  enrollGuest,
  findGuest,
  type GuestHit,
  readGuest,
  undoBooking,
} from '#contract/endpoints/pos.ts'
import { cancelRewardRedemption, redeemReward } from '#contract/endpoints/rewards.ts'
import { shortName } from '#kernel/short-name.ts'
import { call, Problem } from '../client/index.ts'
import { sound } from './sound.ts'

export type Guest = WireReply<typeof readGuest>
type Redeemable = Guest['redeemable'][number]
type Gift = Guest['gifts'][number]

/** What was done last at this device, as long as it can be taken back here. */
export type Done = {
  at: number
  who: string | null
  what:
    | { kind: 'visit'; bookingId: string; gained: readonly { name: string; points: number }[] }
    | { kind: 'reward'; redemptionId: string; name: string }
    | { kind: 'gift'; handOverId: string; name: string }
}

/** What the counter shows. `said`: what just happened, above the greeting. */
export type State = {
  view:
    | { kind: 'idle' }
    | { kind: 'hits'; hits: readonly GuestHit[] }
    /** A number nobody has: it may be a card that is to be given out. */
    | { kind: 'new_card'; cardNumber: string }
    | { kind: 'guest'; guest: Guest }
  said: Said | null
  busy: boolean
  done: Done | null
}
export type Said =
  | { tone: 'good'; kind: 'recognized' | 'enrolled' | 'undone' }
  | { tone: 'good'; kind: 'booked'; gained: readonly { name: string; points: number }[] }
  | { tone: 'good'; kind: 'redeemed' | 'given'; name: string; sku: string | null }
  | { tone: 'bad'; kind: 'nobody' | 'offline' }
  | { tone: 'bad'; kind: 'failed'; detail: string }

const idle: State = { view: { kind: 'idle' }, said: null, busy: false, done: null }
/** A guest who left stays on no screen. */
const forgetAfterMillis = 60_000

type Part = Partial<State>

/** Everything a counter does; each answer is shown, colored and heard. */
export function useCounter(store: string) {
  const [state, change] = useReducer((before: State, part: Part) => ({ ...before, ...part }), idle)
  const { view } = state
  useEffect(() => {
    if (view.kind === 'idle') return
    const timer = setTimeout(
      () => change({ view: { kind: 'idle' }, said: null }),
      forgetAfterMillis,
    )
    return () => clearTimeout(timer)
  }, [view])

  const work = (ask: () => Promise<Part>) => {
    if (state.busy) return
    change({ busy: true })
    ask().then(
      (part) => {
        sound(part.said?.tone ?? 'good')
        change({ ...part, busy: false })
      },
      (error: unknown) => {
        sound('bad')
        change({ said: saidOf(error), busy: false })
      },
    )
  }

  return {
    state,
    find: (text: string) => work(() => find(text)),
    choose: (customerId: string) =>
      work(async () => greeted(await call(readGuest, { params: { customerId } }))),
    enroll: (cardNumber: string, name: string) => work(() => enroll(cardNumber, name)),
    book: (guest: Guest, amount?: number) => work(() => book(guest, store, amount)),
    redeem: (guest: Guest, reward: Redeemable) => work(() => redeem(guest, store, reward)),
    give: (guest: Guest, gift: Gift, article: string) =>
      work(() => give(guest, store, gift, article)),
    undo: (done: Done) => work(() => undo(done, view)),
    finish: () => change({ view: { kind: 'idle' }, said: null }),
  }
}

function saidOf(error: unknown): Said {
  if (!(error instanceof Problem)) throw error
  if (error.kind === 'offline') return { tone: 'bad', kind: 'offline' }
  return { tone: 'bad', kind: 'failed', detail: error.code }
}

const greeted = (guest: Guest): Part => ({
  view: { kind: 'guest', guest },
  said: { tone: 'good', kind: 'recognized' },
})

async function find(text: string): Promise<Part> {
  const { guest, hits } = await call(findGuest, { body: { text } })
  if (guest) return greeted(guest)
  if (hits.length > 0) return { view: { kind: 'hits', hits }, said: null }
  return {
    view: isCardNumber(text) ? { kind: 'new_card', cardNumber: text } : { kind: 'idle' },
    said: { tone: 'bad', kind: 'nobody' },
  }
}

/** As it is printed: mostly digits, and enough of them that nobody typed a name. */
const isCardNumber = (text: string) =>
  /^[A-Z\d][A-Z\d\s-]{3,63}$/i.test(text) && /\d{4}/.test(text.replace(/[\s-]/g, ''))

async function enroll(cardNumber: string, name: string): Promise<Part> {
  const body = name === '' ? { cardNumber } : { cardNumber, name }
  const guest = await call(enrollGuest, { body })
  return { view: { kind: 'guest', guest }, said: { tone: 'good', kind: 'enrolled' } }
}

/** Acts that were sent and not answered: pressing again sends the same one, and it counts once. */
const unanswered = new Map<string, string>()

async function once<T>(what: string, send: (externalId: string) => Promise<T>): Promise<T> {
  const externalId = unanswered.get(what) ?? crypto.randomUUID()
  unanswered.set(what, externalId)
  try {
    const reply = await send(externalId)
    unanswered.delete(what)
    return reply
  } catch (error) {
    const wasAnswered = error instanceof Problem && error.kind !== 'offline'
    if (wasAnswered) unanswered.delete(what)
    throw error
  }
}

const sourceOf = (store: string) => `pos-${store}`
/** It stands there when the next guest is served already. */
const whoOf = ({ name }: Guest) => name && shortName(name)

async function book(guest: Guest, store: string, amount?: number): Promise<Part> {
  const { customerId } = guest
  const { booking, guest: now } = await once(`book ${customerId} ${amount}`, (externalId) =>
    call(bookVisit, {
      body: { externalId, customerId, store, ...(amount === undefined ? {} : { amount }) },
    }),
  )
  const { gained } = booking
  return {
    view: { kind: 'guest', guest: now },
    said: { tone: 'good', kind: 'booked', gained },
    done: {
      ...{ at: Date.now(), who: booking.shown },
      what: { kind: 'visit', bookingId: booking.id, gained },
    },
  }
}

async function redeem(guest: Guest, store: string, { reward }: Redeemable): Promise<Part> {
  const customer = { id: guest.customerId }
  const { id, name, article } = await once(`reward ${guest.customerId} ${reward}`, (externalId) =>
    call(redeemReward, { body: { source: sourceOf(store), externalId, reward, customer, store } }),
  )
  return {
    ...(await again(guest)),
    said: { tone: 'good', kind: 'redeemed', name, sku: article?.sku ?? null },
    done: { at: Date.now(), who: whoOf(guest), what: { kind: 'reward', redemptionId: id, name } },
  }
}

async function give(
  guest: Guest,
  store: string,
  { ladder, round, count }: Gift,
  wanted: string,
): Promise<Part> {
  const customer = { id: guest.customerId }
  const step = { kind: 'ladder' as const, ladder, round, count }
  const { id, article } = await once(
    `gift ${guest.customerId} ${ladder} ${round} ${count}`,
    (externalId) =>
      call(handOverGift, {
        body: { source: sourceOf(store), externalId, customer, for: step, article: wanted, store },
      }),
  )
  const { name, sku } = article
  return {
    ...(await again(guest)),
    said: { tone: 'good', kind: 'given', name, sku },
    done: { at: Date.now(), who: whoOf(guest), what: { kind: 'gift', handOverId: id, name } },
  }
}

async function undo({ what }: Done, view: State['view']): Promise<Part> {
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
  const shown = view.kind === 'guest' ? await again(view.guest) : {}
  return { ...shown, said: { tone: 'good', kind: 'undone' }, done: null }
}

const again = async ({ customerId }: Guest): Promise<Part> => ({
  view: { kind: 'guest', guest: await call(readGuest, { params: { customerId } }) },
})
