import { useEffect, useReducer } from 'react'
import type { z } from 'zod'
import type { GuestHit, unearned } from '#contract/endpoints/pos.ts'
import { scannedCardNumber } from '#kernel/card-number.ts'
import { shortName } from '#kernel/short-name.ts'
import { Problem } from '../client/index.ts'
import type {
  CardCode,
  Desk,
  Gift,
  Guest,
  OpenCode,
  ReceiptCode,
  Redeemable,
  Stop,
  Undoable,
} from './desk.ts'
import { isKept } from './offline/alone-desk.ts'
import { sound } from './sound.ts'

export type Unearned = z.input<typeof unearned>
type Gained = readonly { name: string; points: number }[]

/** What was done last at this device, as long as it can be taken back here. */
export type Done = { at: number; who: Who; what: Undoable & DoneWords }
/** First name and initial, as the next guest may read it. */
type Who = { kind: 'named'; shown: string } | { kind: 'nameless' | 'without_card' }
type DoneWords =
  | { kind: 'visit'; gained: Gained; about: 'booked' | 'kept' | 'code' }
  | { kind: 'reward' | 'gift'; name: string }

/** What the counter shows. `said`: what just happened, above the greeting. */
export type State = {
  view:
    | { kind: 'idle' }
    | { kind: 'hits'; hits: readonly GuestHit[] }
    /** A number nobody has: it may be a card that is to be given out. */
    | { kind: 'new_card'; cardNumber: string }
    | { kind: 'guest'; guest: Guest }
    /** A card without anything printed was made: from here it goes onto the phone or a slip. */
    | { kind: 'fresh_card'; guest: Guest; cardNumber: string; code: CardCode | null }
    /** A purchase of nobody yet, and the code to claim it by. */
    | { kind: 'code'; code: ReceiptCode }
    /** Those nobody has claimed yet. */
    | { kind: 'codes'; codes: readonly OpenCode[] }
  said: Said | null
  busy: boolean
  done: Done | null
}
export type Said =
  | { tone: 'good'; kind: 'recognized' | 'found' | 'enrolled' | 'undone' | 'coded' | 'kept' }
  | { tone: 'good'; kind: 'blocked' | 'replaced' }
  | {
      tone: 'good' | 'unsure'
      kind: 'booked'
      gained: Gained
      unearned: Unearned | null
      earns: 'stamps' | 'points'
    }
  | { tone: 'good'; kind: 'redeemed' | 'given'; name: string; sku: string | null }
  | { tone: 'unsure'; kind: 'nobody' | 'freeCard' | 'noCodes' }
  | { tone: 'bad'; kind: 'offline' }
  | { tone: 'bad'; kind: 'failed'; detail: string }

const idle: State = { view: { kind: 'idle' }, said: null, busy: false, done: null }
/** A guest who left stays on no screen. */
const forgetAfterMillis = 60_000

type Part = Partial<State>

/** What each did last here: a till that was locked meanwhile still takes it back. */
const doneLast = new Map<string, Done | null>()

/**
 * Everything a counter does; each answer is shown, colored and heard.
 * @param who tells apart who stands here
 */
export function useCounter(desk: Desk, who: string) {
  const [state, change] = useReducer((before: State, part: Part) => ({ ...before, ...part }), {
    ...idle,
    done: doneLast.get(who) ?? null,
  })
  const { view } = state
  useEffect(() => void doneLast.set(who, state.done), [who, state.done])
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
    find: (text: string) => work(() => find(desk, scannedCardNumber(text)).catch(namesNobody)),
    choose: (customerId: string) => work(async () => greeted(await desk.read(customerId), 'found')),
    enroll: (cardNumber: string, name: string) => work(() => enroll(desk, cardNumber, name)),
    enrollFresh: () => work(() => enrollFresh(desk)),
    stopCard: (guest: Guest, stop: Stop) => work(() => stopCard(desk, guest, stop)),
    greet: (guest: Guest) => change({ view: { kind: 'guest', guest }, said: null }),
    book: (guest: Guest, amount?: number) => work(() => book(desk, guest, amount)),
    redeem: (guest: Guest, reward: Redeemable) => work(() => redeem(desk, guest, reward)),
    give: (guest: Guest, gift: Gift, article: string) =>
      work(() => give(desk, guest, gift, article)),
    takePaper: (guest: Guest, points: number) => work(() => takePaper(desk, guest, points)),
    /** What was said of whoever was here before is over. */
    beginAnew: () => change({ said: null }),
    receiptCode: (amount: number | null) => work(() => receiptCode(desk, amount)),
    openCodes: () => work(() => openCodes(desk)),
    showCode: (code: ReceiptCode) => change({ view: { kind: 'code', code }, said: null }),
    undo: (done: Done) => work(() => undo(desk, done, view)),
    finish: () => change({ view: { kind: 'idle' }, said: null }),
  }
}

function saidOf(error: unknown): Said {
  if (!(error instanceof Problem)) throw error
  if (error.kind === 'offline') return { tone: 'bad', kind: 'offline' }
  return { tone: 'bad', kind: 'failed', detail: error.code }
}

const greeted = (guest: Guest, kind: 'recognized' | 'found' = 'recognized'): Part => ({
  view: { kind: 'guest', guest },
  said: { tone: 'good', kind },
})

/** Of a card that was refused, not even the guest before stays on the screen. */
function namesNobody(error: unknown): Part {
  const said = saidOf(error)
  if (said.kind === 'offline') throw error
  return { view: { kind: 'idle' }, said }
}

async function find(desk: Desk, text: string): Promise<Part> {
  const { guest, hits, redemptionCode } = await desk.find(text)
  if (redemptionCode && desk.takeCode) return await take(desk.takeCode(redemptionCode.code))
  if (guest) return greeted(guest)
  if (hits.length > 0) return { view: { kind: 'hits', hits }, said: null }
  if (!isCardNumber(text))
    return { view: { kind: 'idle' }, said: { tone: 'unsure', kind: 'nobody' } }
  return {
    view: { kind: 'new_card', cardNumber: text },
    said: { tone: 'unsure', kind: 'freeCard' },
  }
}

/** A code is made to be redeemed: showing it is asking for it. */
async function take(taking: ReturnType<NonNullable<Desk['takeCode']>>): Promise<Part> {
  const { redeemed, guest } = await taking
  const { kind, id, name, sku } = redeemed
  const done = { at: Date.now(), who: whoOf(guest) }
  return {
    view: { kind: 'guest', guest },
    said: { tone: 'good', kind: kind === 'reward' ? 'redeemed' : 'given', name, sku },
    done:
      kind === 'reward'
        ? { ...done, what: { kind, redemptionId: id, name } }
        : { ...done, what: { kind, handOverId: id, name } },
  }
}

/** As it is printed: mostly digits, and enough of them that nobody typed a name. */
const isCardNumber = (text: string) =>
  /^[A-Z\d][A-Z\d\s-]{3,63}$/i.test(text) && /\d{4}/.test(text.replace(/[\s-]/g, ''))

async function enroll(desk: Desk, cardNumber: string, name: string): Promise<Part> {
  const guest = await desk.enroll(cardNumber, name)
  return { view: { kind: 'guest', guest }, said: { tone: 'good', kind: 'enrolled' } }
}

async function enrollFresh(desk: Desk): Promise<Part> {
  const { cardNumber, ...guest } = await desk.enroll(null, '')
  const view = await freshCard(desk, guest, cardNumber)
  return { view, said: { tone: 'good', kind: 'enrolled' } }
}

/** The card is there, whether there is a code for it or not: whoever has an address needs none. */
async function freshCard(desk: Desk, guest: Guest, cardNumber: string): Promise<State['view']> {
  const code = await desk.phoneCode?.(guest).catch((error: unknown) => {
    if (error instanceof Problem) return null
    throw error
  })
  return { kind: 'fresh_card', guest, cardNumber, code: code ?? null }
}

async function stopCard(desk: Desk, guest: Guest, stop: Stop): Promise<Part> {
  const made = (await desk.stopCard?.(guest, stop)) ?? null
  const said = { tone: 'good' as const, kind: made ? ('replaced' as const) : ('blocked' as const) }
  if (made === null || stop.instead.kind !== 'made') return { ...(await again(desk, guest)), said }
  return { view: await freshCard(desk, guest, made), said }
}

const earnsOf = ({ cards }: Guest) => (cards.length > 0 ? 'stamps' : 'points')
const nothingMissing = { unearned: null, earns: 'stamps' as const }

/** It stands there when the next guest is served already. */
const whoOf = ({ name }: Pick<Guest, 'name'>): Who =>
  name === null ? { kind: 'nameless' } : { kind: 'named', shown: shortName(name) }

async function book(desk: Desk, guest: Guest, amount?: number): Promise<Part> {
  const { booking, unearned, guest: now } = await desk.book(guest, amount)
  const { gained } = booking
  const tone = gained.length === 0 && unearned ? ('unsure' as const) : ('good' as const)
  return {
    view: { kind: 'guest', guest: now },
    said: isKept(booking.id)
      ? { tone: 'good', kind: 'kept' }
      : { tone, kind: 'booked', gained, unearned, earns: earnsOf(now) },
    done: {
      ...{ at: Date.now(), who: whoOf(now) },
      what: {
        ...{ kind: 'visit', bookingId: booking.id, gained },
        about: isKept(booking.id) ? 'kept' : 'booked',
      },
    },
  }
}

async function redeem(desk: Desk, guest: Guest, reward: Redeemable): Promise<Part> {
  const { id, name, sku } = await desk.redeem(guest, reward)
  return {
    ...(await again(desk, guest)),
    said: { tone: 'good', kind: 'redeemed', name, sku },
    done: { at: Date.now(), who: whoOf(guest), what: { kind: 'reward', redemptionId: id, name } },
  }
}

async function receiptCode(desk: Desk, amount: number | null): Promise<Part> {
  const code = await desk.receiptCode(amount)
  return {
    view: { kind: 'code', code },
    said: { tone: 'good', kind: 'coded' },
    done: {
      ...{ at: Date.now(), who: { kind: 'without_card' as const } },
      what: { kind: 'visit', bookingId: code.bookingId, gained: [], about: 'code' },
    },
  }
}

async function openCodes(desk: Desk): Promise<Part> {
  const codes = (await desk.openCodes?.()) ?? []
  if (codes.length > 0) return { view: { kind: 'codes', codes }, said: null }
  return { view: { kind: 'idle' }, said: { tone: 'unsure', kind: 'noCodes' } }
}

async function give(desk: Desk, guest: Guest, gift: Gift, article: string): Promise<Part> {
  const { id, name, sku } = await desk.give(guest, gift, article)
  return {
    ...(await again(desk, guest)),
    said: { tone: 'good', kind: 'given', name, sku },
    done: { at: Date.now(), who: whoOf(guest), what: { kind: 'gift', handOverId: id, name } },
  }
}

/** Stamps of a paper card, as far as the rule allows. */
async function takePaper(desk: Desk, guest: Guest, points: number): Promise<Part> {
  const now = (await desk.takePaper?.(guest, points)) ?? guest
  const gained = [{ name: guest.paper?.name ?? '', points }]
  const said = { tone: 'good' as const, kind: 'booked' as const, gained, ...nothingMissing }
  return { view: { kind: 'guest', guest: now }, said }
}

async function undo(desk: Desk, { what }: Done, view: State['view']): Promise<Part> {
  await desk.undo(what)
  const shown =
    view.kind === 'guest' ? await again(desk, view.guest) : { view: { kind: 'idle' as const } }
  return { ...shown, said: { tone: 'good', kind: 'undone' }, done: null }
}

const again = async (desk: Desk, { customerId }: Guest): Promise<Part> => ({
  view: { kind: 'guest', guest: await desk.read(customerId) },
})
