import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOf, type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { cardDesk } from '../member-cards.ts'
import type { Client } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let till: Client
let desk: ReturnType<typeof cardDesk>
beforeAll(async () => {
  world = await openLoyaltyWorld()
  ;({ owner, till } = world)
  desk = cardDesk(world)
  await put(owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.30' })
})
afterAll(() => world.close())

let acts = 0
const anew = () => `paper-${++acts}`
const take = (customerId: string, points: number, externalId = anew()) =>
  till.post(`/api/v1/pos/guests/${customerId}/paper-stamps`, {
    ...{ externalId, points, store: 'altstadt' },
  })
const say = (rule: object) =>
  put(owner, '/api/v1/paper-stamp-rule', {
    currency: 'stars',
    pointsMax: 9,
    lastDay: '2026-03-31',
    ...rule,
  })
const starsOf = async (id: string): Promise<number> =>
  (await owner.get(`/api/v1/customers/${id}/balance`)).body.points.find(isOf('stars')).balance

test('stamps of a paper card are taken over up to what the rule allows, once for each press', async () => {
  const { customerId } = await desk.enroll()
  expect((await take(customerId, 3)).body.code).toBe('paper_stamps_closed')
  expect(await say({})).toMatchObject({ rule: { name: 'Sterne', pointsMax: 9, open: true } })
  const first = await take(customerId, 6, 'pressed')
  expect(first.body, first.text).toMatchObject({ customerId, points: [{ balance: 6 }] })
  expect((await take(customerId, 6, 'pressed')).body.points).toMatchObject([{ balance: 6 }])
  expect(first.body.paper).toEqual({ name: 'Sterne', left: 3 })
  expect((await take(customerId, 4)).body.code).toBe('paper_stamps_too_many')
  expect((await take(customerId, 3)).status).toBe(201)
  expect((await take(customerId, 1)).body.code).toBe('paper_stamps_too_many')
  expect((await take(customerId, 6, 'pressed')).status).toBe(201)
  expect(await starsOf(customerId)).toBe(9)
})

test('two tills at once take over no more than the rule allows', async () => {
  await say({})
  const { customerId } = await desk.enroll()
  const replies = await Promise.all([take(customerId, 5), take(customerId, 5), take(customerId, 5)])
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect(await starsOf(customerId)).toBe(5)
})

test('what was taken over by mistake is taken back, and may be taken over again', async () => {
  await say({})
  const { customerId } = await desk.enroll()
  await take(customerId, 9)
  const { items } = (await owner.get(`/api/v1/customers/${customerId}/statement?currency=stars`))
    .body
  const cancel = await owner.post(`/api/v1/points/acts/${items[0].actId}/cancel`, {
    customer: { id: customerId },
  })
  expect(cancel.status, cancel.text).toBeLessThan(300)
  expect(await starsOf(customerId)).toBe(0)
  expect((await take(customerId, 8)).status).toBe(201)
})

test('after the last day, and once the rule is ended, nothing is taken over', async () => {
  await say({})
  const { customerId } = await desk.enroll()
  world.at('2026-03-31T20:00:00Z')
  expect((await take(customerId, 1)).status).toBe(201)
  world.at('2026-04-01T08:00:00Z')
  expect((await take(customerId, 1)).body.code).toBe('paper_stamps_closed')
  expect((await till.get('/api/v1/paper-stamp-rule')).body.rule).toMatchObject({ open: false })
  expect((await till.put('/api/v1/paper-stamp-rule', {})).status).toBe(403)
  expect((await owner.delete('/api/v1/paper-stamp-rule')).body).toEqual({ rule: null })
  expect(await say({ currency: 'taler' }).catch(() => null)).toBeNull()
})
