import { expect, test } from 'vitest'
import { startTranslator } from '#locales/index.ts'
import { madeUpGuests } from './made-up-guests.ts'
import { practiceDesk } from './practice-desk.ts'

const desk = async () => {
  const { getFixedT } = await startTranslator('de', 'guest')
  return practiceDesk(madeUpGuests(getFixedT('de', 'pos')))
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
