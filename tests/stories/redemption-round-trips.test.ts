import { afterAll, beforeAll, expect, test } from 'vitest'
import { nobody } from '#contract/route.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { verifyStock } from '#domain/loyalty/gifts/verify.ts'
import { redeemReward } from '#domain/loyalty/rewards/redeem-reward.ts'
import { anew, openRewardsWorld, put, type RewardsWorld, redeem, stocked } from '../rewards.ts'
import { listening } from '../statements.ts'
import { times } from '../vouchers.ts'

let world: RewardsWorld
let anna: string
beforeAll(async () => {
  world = await openRewardsWorld()
  anna = await world.customer('anna', 1000)
})
afterAll(() => world.server.close())

const define = (key: string, more: object = {}) =>
  put(world.owner, `/api/v1/rewards/${key}`, {
    ...{ name: 'Free coffee', currency: 'points', price: 10, gives: { kind: 'experience' } },
    ...{ validFrom: '2026-01-01T00:00:00Z', ...more },
  })

/** What one redemption says to the database, begin and commit included. */
async function roundTrips(reward: string): Promise<number> {
  const rim = { context: world.server.house.context, caller: nobody, planFor: keptPlan() }
  const wish = { ...anew(), reward, customer: { externalId: 'anna' }, store: 'altstadt' }
  return (await listening(() => redeemReward(rim, wish))).length
}

test('a redemption takes 8 round trips, with an article and a stock as well', async () => {
  await define('coffee')
  expect(await roundTrips('coffee')).toBe(8)
  await stocked(world.owner, 'cup', 5)
  await define('cup', { gives: { kind: 'article', article: 'cup' }, stock: 5 })
  expect(await roundTrips('cup')).toBe(8)
})

test('what a reward asks beside that is read only where it asks', async () => {
  await define('once', { perCustomer: 1 })
  expect(await roundTrips('once')).toBe(10)
  await define('partly', { inPart: { pointsMin: 5, moneyPrice: 100 } })
  expect(await roundTrips('partly')).toBe(8)
})

test('a stock that is limited later counts what was redeemed before, and what comes back', async () => {
  await define('tasting')
  const first = await redeem(world.shop, anna, 'tasting')
  expect((await redeem(world.shop, anna, 'tasting')).status).toBe(201)
  await define('tasting', { stock: 3 })
  expect((await redeem(world.shop, anna, 'tasting')).status).toBe(201)
  expect((await redeem(world.shop, anna, 'tasting')).body.code).toBe('reward_out_of_stock')
  const left = async () => {
    const { redeemed, remaining } = (await world.owner.get('/api/v1/rewards/tasting')).body
    return { redeemed, remaining }
  }
  expect(await left()).toEqual({ redeemed: 3, remaining: 0 })
  const back = await world.owner.post(`/api/v1/reward-redemptions/${first.body.id}/cancel`)
  expect(back.status, back.text).toBe(200)
  expect(await left()).toEqual({ redeemed: 2, remaining: 1 })
  await define('tasting')
  expect(await left()).toEqual({ redeemed: 2, remaining: null })
  const { context } = world.server.house
  expect((await verifyStock(context)).differences).toEqual([])
})

test('limited while many redeem and give back, it counts what the book says', async () => {
  await define('rush', { price: 1 })
  const rush = async () => {
    const reply = await redeem(world.shop, anna, 'rush')
    if (reply.status !== 201) return reply.body.code
    await world.owner.post(`/api/v1/reward-redemptions/${reply.body.id}/cancel`)
    return (await redeem(world.shop, anna, 'rush')).status
  }
  const limit = () => define('rush', { price: 1, stock: 100 })
  const [outcomes] = await Promise.all([times(20, rush), limit()])
  expect(outcomes.every((one) => one === 201 || one === 'reward_changed')).toBe(true)
  const kept = outcomes.filter((one) => one === 201).length
  const { redeemed, remaining } = (await world.owner.get('/api/v1/rewards/rush')).body
  expect([redeemed, remaining]).toEqual([kept, 100 - kept])
  expect((await verifyStock(world.server.house.context)).differences).toEqual([])
})
