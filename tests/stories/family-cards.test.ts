import { afterAll, beforeAll, expect, test } from 'vitest'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { isOf, type LoyaltyWorld, openLoyaltyWorld, starsForVisits } from '../loyalty.ts'
import { cardDesk } from '../member-cards.ts'
import type { Client } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let desk: ReturnType<typeof cardDesk>
beforeAll(async () => {
  world = await openLoyaltyWorld()
  ;({ owner } = world)
  desk = cardDesk(world)
  await starsForVisits(owner)
})
afterAll(() => world.close())

let visits = 0
const visit = async (customerId: string) => {
  const externalId = `family-${++visits}`
  // Those of one morning would be one visit.
  world.at(new Date(Date.UTC(2026, 2, visits, 9)).toISOString())
  await desk.done(world.till, 'pos/bookings', { externalId, customerId, store: 'altstadt' })
}
const starsOf = async (id: string): Promise<number> =>
  (await owner.get(`/api/v1/customers/${id}/balance`)).body.points.find(isOf('stars')).balance
const path = (id: string) => `customers/${id}/card-numbers`

/** Three visits on two cards of one balance; the letters go to Frida. */
async function family() {
  const frida = await desk.enroll({ name: 'Frida Holm' })
  const addIdentities = [{ kind: 'email', value: `frida.${frida.cardNumber}@post.example` }]
  const told = await owner.patch(`/api/v1/customers/${frida.customerId}`, { addIdentities })
  expect(told.status, told.text).toBe(200)
  const mia = await desk.done(owner, path(frida.customerId), { label: 'Mia' })
  for (const number of [frida.cardNumber, mia.cardNumber, mia.cardNumber]) {
    await visit((await desk.find(number)).guest.customerId)
  }
  return { ...frida, mia: mia.cardNumber as string }
}

test('the cards of a family fill one balance', async () => {
  const { customerId, mia } = await family()
  expect((await desk.find(mia)).guest).toMatchObject({ customerId, points: [{ balance: 3 }] })
  expect((await desk.cardsOf(customerId)).map(({ label }) => label).sort()).toEqual(['Mia', null])
  const named = await owner.patch(`/api/v1/${path(customerId)}`, {
    ...{ cardNumber: mia, label: 'Mia Holm' },
  })
  expect(named.body).toMatchObject({ label: 'Mia Holm' })
})

test('a card is split off with a part of the balance, and what happened stays', async () => {
  const { customerId, mia } = await family()
  const points = [{ currency: 'stars', points: 2 }]
  const asked = { cardNumber: mia, name: 'Mia Holm', points }
  const split = await desk.done(owner, `${path(customerId)}/split`, asked)
  expect(split.customerId).not.toBe(customerId)
  expect([await starsOf(customerId), await starsOf(split.customerId)]).toEqual([1, 2])
  expect((await desk.find(mia)).guest).toMatchObject({ name: 'Mia Holm', points: [{ balance: 2 }] })
  const statement = await owner.get(
    `/api/v1/customers/${split.customerId}/statement?currency=stars`,
  )
  expect(statement.body.items).toMatchObject([
    { act: 'transfer_in', points: 2, reasons: [{ key: 'points.card_split' }] },
  ])
  const profile = (await owner.get(`/api/v1/customers/${split.customerId}`)).body
  expect(profile.identities).toMatchObject([{ kind: 'card_number', value: groupedCardNumber(mia) }])
  expect((await owner.get(`/api/v1/customers/${customerId}/page`)).body.visits).toBeGreaterThan(0)
  expect((await owner.get(`/api/v1/customers/${split.customerId}/page`)).body.visits).toBe(0)
})

test('a card is split off with nothing; more than there is goes with nobody', async () => {
  const { customerId, mia } = await family()
  const points = [{ currency: 'stars', points: 9 }]
  const split = `${path(customerId)}/split`
  expect(await desk.refused(owner, split, { cardNumber: mia, points })).toBe('points_insufficient')
  expect((await desk.find(mia)).guest.customerId).toBe(customerId)
  const { customerId: alone } = await desk.done(owner, split, { cardNumber: mia })
  expect([await starsOf(customerId), await starsOf(alone)]).toEqual([3, 0])
  expect(await desk.refused(owner, split, { cardNumber: mia })).toBe('card_not_found')
})

test('a card is split off once, whoever asks at the same moment', async () => {
  const { customerId, mia } = await family()
  const ask = () =>
    owner.post(`/api/v1/${path(customerId)}/split`, {
      ...{ cardNumber: mia, points: [{ currency: 'stars', points: 1 }] },
    })
  const replies = await Promise.all([ask(), ask(), visit(customerId).then(ask)])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 404, 404])
  const had = (await desk.find(mia)).guest.points[0].balance
  expect([had, await starsOf(customerId)]).toEqual([1, 3])
})

test('two families want one card at once: one has it', async () => {
  const [one, two] = [await desk.enroll(), await desk.enroll()]
  const [cardNumber] = await desk.batch(1)
  const ask = ({ customerId }: { customerId: string }) =>
    owner.post(`/api/v1/${path(customerId)}`, { cardNumber })
  const replies = await Promise.all([ask(one), ask(two)])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(replies.find(({ status }) => status === 409)!.body.code).toBe('identity_taken')
})

test('a card of somebody else, and of nobody, is no card of theirs', async () => {
  const [one, two] = [await desk.enroll(), await desk.enroll()]
  for (const act of ['block', 'unblock', 'replace', 'split']) {
    const asked = { cardNumber: two.cardNumber }
    expect(await desk.refused(owner, `${path(one.customerId)}/${act}`, asked)).toBe(
      'card_not_found',
    )
  }
})
