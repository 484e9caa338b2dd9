import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { removeTestFolder } from '../test-folder.ts'
import { Killable, type Prepared, prepare, rounds } from './killable.ts'

const guests = Math.min(900, 300 * rounds)
const points = 7

let prepared: Prepared
let world: Killable
beforeAll(async () => {
  prepared = await prepare([
    'points:read',
    'points:write',
    'program:write',
    'customers:write',
    'liability:read',
  ])
})
afterAll(() => removeTestFolder(prepared.folder))
beforeEach(async () => {
  world = await Killable.begin(prepared)
  world.start()
})
afterEach(() => world.close())

async function done(method: string, path: string, body: object) {
  const told = await world.ask(method, path, JSON.stringify(body))
  expect(told.status, JSON.stringify(told.body)).toBeLessThan(300)
  return told.body
}

const named = (guest: number) => ({ externalId: `guest-${guest}` })

async function grant(guest: number, expiresAt: Date) {
  await done('POST', '/api/v1/customers', {
    identities: [{ kind: 'external_id', value: named(guest).externalId }],
  })
  await done('POST', '/api/v1/points/grants', {
    ...{ source: 'till', externalId: `start-${guest}`, customer: named(guest), currency: 'points' },
    ...{ points, as: 'goodwill', reason: 'other', expiresAt: expiresAt.toISOString() },
  })
}

/** As the books of the months have it: the balance itself goes by the clock, booked or not. */
async function expired(): Promise<number> {
  const { items } = (await world.ask('GET', '/api/v1/liability/months')).body
  return (items as { points: { expired: number } }[]).reduce(
    (sum, month) => sum + month.points.expired,
    0,
  )
}

test(
  'points that time takes are booked away once, however often program and PostgreSQL are killed at it',
  async () => {
    await done('PUT', '/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.01' })
    let ends = Date.now() + 8_000 + guests * 10
    let next = 0
    const till = async () => {
      while (next < guests) {
        // On a slow machine a little later, so that no points end before they are given.
        ends = Math.max(ends, Date.now() + 5_000)
        await grant(next++, new Date(ends))
      }
    }
    await Promise.all(Array.from({ length: 8 }, till))
    await world.killProgram()
    await sleep(Math.max(0, ends - Date.now()))
    world.start()
    await world.killInTurn(2 * rounds, () => Math.random() * 400)
    await expect.poll(expired, { timeout: 60_000, interval: 500 }).toBe(guests * points)
    await world.command('verify')
  },
  60_000 + guests * 20 + rounds * 60_000,
)
