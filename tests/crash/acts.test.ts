import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { removeTestFolder } from '../test-folder.ts'
import { Killable, type Prepared, prepare, rounds } from './killable.ts'

const guests = 20
const startPoints = 100_000
const scopes = [
  ...['points:read', 'points:write', 'points:redeem', 'program:write', 'rewards:write'],
  ...['rewards:redeem', 'vouchers:write', 'vouchers:read', 'imports:write', 'customers:write'],
  ...['customers:read'],
]

let prepared: Prepared
let world: Killable
beforeAll(async () => {
  prepared = await prepare(scopes)
})
afterAll(() => removeTestFolder(prepared.folder))
beforeEach(async () => {
  world = await Killable.begin(prepared)
  world.start()
})
afterEach(() => world.close())

const send = (method: string, path: string, body: object) =>
  world.ask(method, path, JSON.stringify(body))

async function done(method: string, path: string, body: object) {
  const told = await send(method, path, body)
  expect(told.status, JSON.stringify(told.body)).toBeLessThan(300)
  return told.body
}

const named = (guest: number) => ({ externalId: `guest-${guest}` })
const asked = (number: number) => ({ source: 'till', externalId: `act-${number}` })

/** Points are redeemed for a reward, without one, and moved to somebody else, in turn. */
function actOf(number: number): { path: string; body: object; redeems: number } {
  const customer = named(number % guests)
  const points = { ...asked(number), customer, currency: 'points', points: 2 }
  if (number % 3 === 0) {
    const body = { ...asked(number), customer, reward: 'sip' }
    return { path: '/api/v1/reward-redemptions', body, redeems: 1 }
  }
  if (number % 3 === 1) return { path: '/api/v1/points/redemptions', body: points, redeems: 2 }
  const moved = { ...points, to: named((number + 1) % guests), reason: 'other' }
  return { path: '/api/v1/points/transfers', body: moved, redeems: 0 }
}

async function furnish() {
  await done('PUT', '/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.01' })
  await done('PUT', '/api/v1/rewards/sip', {
    ...{ name: 'Ein Schluck', currency: 'points', price: 1, gives: { kind: 'experience' } },
    validFrom: '2020-01-01T00:00:00Z',
  })
  for (let guest = 0; guest < guests; guest++) {
    await send('POST', '/api/v1/customers', {
      identities: [{ kind: 'external_id', value: named(guest).externalId }],
    })
    await done('POST', '/api/v1/points/grants', {
      ...{ source: 'till', externalId: 'start', customer: named(guest), currency: 'points' },
      ...{ points: startPoints, as: 'opening', reason: 'taken_over' },
    })
  }
}

test(
  'every point that was redeemed is gone once, however often program and PostgreSQL are killed',
  async () => {
    await furnish()
    let next = 0
    let redeemed = 0
    let isOver = false
    const till = async () => {
      while (!isOver) {
        const { path, body, redeems } = actOf(next++)
        await done('POST', path, body)
        redeemed += redeems
      }
    }
    const tills = Array.from({ length: 8 }, till)
    await world.killInTurn(2 * rounds, () => 500 + Math.random() * 1200)
    isOver = true
    await Promise.all(tills)
    let [left, gone] = [0, 0]
    for (let guest = 0; guest < guests; guest++) {
      const { points } = await done('POST', '/api/v1/balances/find', { customer: named(guest) })
      const [book] = points as { balance: number; redeemed: number }[]
      left += book!.balance
      gone += book!.redeemed
    }
    expect(next).toBeGreaterThan(50)
    expect([gone, left]).toEqual([redeemed, guests * startPoints - redeemed])
    await world.command('verify')
  },
  60_000 + rounds * 60_000,
)

test(
  'codes of a file are there once, though it was broken off and sent again',
  async () => {
    const count = Math.min(1_000_000, 60_000 * rounds)
    const lines = Array.from(
      { length: count },
      (_, index) => `C${(index * 7919 + 13) % 2 ** 31}X${index}`,
    )
    const { id } = await done('POST', '/api/v1/vouchers', {
      content: { name: 'Herbst', benefit: { kind: 'amount', amount: 500 } },
      codes: { kind: 'single', count: 0 },
    })
    const path = `/api/v1/vouchers/${id}/codes/import`
    const minute = 60_000 + count / 5
    const taking = world.ask('POST', path, lines.join('\n'), 'text/csv', minute)
    await world.killInTurn(2 * Math.min(rounds, 3), () => 300 + Math.random() * 1500)
    const { added, known, refused } = (await taking).body
    expect(refused).toBe(0)
    expect(Number(added) + Number(known)).toBe(count)
    const again = await world.ask('POST', path, lines.join('\n'), 'text/csv', minute)
    expect(again.body).toMatchObject({ read: count, added: 0, known: count })
    expect((await world.ask('GET', `/api/v1/vouchers/${id}`)).body).toMatchObject({
      use: { codes: count },
    })
    await world.command('verify')
  },
  300_000 + rounds * 60_000,
)

test(
  'a file of customers goes on to the exact result',
  async () => {
    const rows = 3000 * Math.min(10, rounds)
    const lines = Array.from(
      { length: rows },
      (_, index) => `Gast ${index};gast${index}@example.org;k-${index};Stamm`,
    )
    const uploaded = await world.ask(
      'POST',
      '/api/v1/imports?kind=customers&fileName=gaeste.csv',
      `Name;E-Mail;Kundennummer;Schlagworte\n${lines.join('\n')}\n`,
      'application/octet-stream',
    )
    expect(uploaded.status, JSON.stringify(uploaded.body)).toBe(201)
    const path = `/api/v1/imports/${uploaded.body.id}/customers`
    const started = await send('POST', path, { dryRun: false })
    expect(started.status, JSON.stringify(started.body)).toBeLessThan(300)
    const seen = async () => (await world.ask('GET', path)).body
    await world.killInTurn(2 * rounds, () => 200 + Math.random() * 700)
    const importOf = async () =>
      (await world.ask('GET', `/api/v1/imports/${uploaded.body.id}`)).body
    const isRunning = async () => (await importOf()).status === 'running'
    await expect.poll(isRunning, { timeout: 120_000 }).toBe(false)
    expect((await seen()).counts).toMatchObject({ read: rows, created: rows, refused: 0 })
    await world.command('verify')
  },
  180_000 + rounds * 60_000,
)
