import { expect, test } from 'vitest'
import { startTranslator } from '#locales/index.ts'
import { madeUpGuests } from './made-up-guests.ts'
import { practiceDesk } from './practice-desk.ts'
import type { OwnProgram } from './practice-program.ts'

const desk = async (own: OwnProgram | null = null) => {
  const { getFixedT } = await startTranslator('de', 'guest')
  return practiceDesk(madeUpGuests(getFixedT('de', 'pos'), own))
}

test('a card nearly full is filled, redeemed and taken back', async () => {
  const { find, book, redeem, undo, read } = await desk()
  const { guest } = await find('10 01')
  const booked = await book(guest!)
  expect(booked.guest.cards[0]).toMatchObject({ filled: 0, fullCards: 1 })
  const [reward] = booked.guest.redeemable
  const { id } = await redeem(booked.guest, reward!)
  expect((await read(guest!.customerId)).points[0]!.balance).toBe(0)
  await undo({ kind: 'reward', redemptionId: id })
  expect((await read(guest!.customerId)).points[0]!.balance).toBe(10)
})

test('names give hits as at the counter, and a new card is somebody', async () => {
  const { find, enroll } = await desk()
  expect((await find('pro')).hits.map(({ shown }) => shown)).toEqual(['Alma P.', 'Ben P.'])
  expect(await find('4821 0937')).toMatchObject({ guest: null, hits: [] })
  const made = await enroll('4821 0937', '')
  expect(made).toMatchObject((await find('48210937')).guest!)
})

test('a gift is given once', async () => {
  const { find, give, read } = await desk()
  const { guest } = await find('1003')
  expect(await give(guest!, guest!.gifts[0]!, 'beans')).toMatchObject({ sku: '52' })
  expect((await read(guest!.customerId)).gifts).toEqual([])
})

test('whoever practices collects what the business itself gives', async () => {
  const bread = { reward: 'bread', name: 'Ein Brot', price: 6, currency: 'ears', sku: '12' }
  const { find, book, redeem, read } = await desk({
    currencies: [{ currency: 'ears', name: 'Ähren' }],
    cards: [{ name: 'Brotkarte', currency: 'ears', places: 6, reward: 'Ein Brot' }],
    rewards: [bread],
  })
  const { guest } = await find('1001')
  expect(guest!.cards).toMatchObject([{ name: 'Brotkarte', places: 6, filled: 5 }])
  const booked = await book(guest!)
  expect(booked.booking.gained).toEqual([{ name: 'Ähren', points: 1 }])
  expect(booked.guest.redeemable).toMatchObject([{ name: 'Ein Brot', currency: 'Ähren' }])
  await redeem(booked.guest, booked.guest.redeemable[0]!)
  expect((await read(guest!.customerId)).points).toMatchObject([{ balance: 0 }])
})

test('where there is no card the least reward is what one practices for', async () => {
  const { find } = await desk({
    currencies: [{ currency: 'points', name: 'Punkte' }],
    cards: [],
    rewards: [
      { reward: 'mug', name: 'Eine Tasse', price: 500, currency: 'points', sku: null },
      { reward: 'tea', name: 'Ein Tee', price: 200, currency: 'points', sku: null },
    ],
  })
  const { guest } = await find('1002')
  expect([guest!.cards, guest!.points[0]!.balance]).toEqual([[], 200])
  expect(guest!.redeemable.map(({ name }) => name)).toEqual(['Ein Tee'])
})
