import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { removeTestFolder } from '../test-folder.ts'
import { freePort, Killable, type Prepared, prepare, rounds } from './killable.ts'
import { sendUntilTold, sumOf } from './send-batches.ts'

const batchSize = 50

let prepared: Prepared
let world: Killable
beforeAll(async () => {
  prepared = await prepare(['events:write', 'imports:write', 'reports:read'])
})
afterAll(() => removeTestFolder(prepared.folder))

beforeEach(async () => {
  world = await Killable.begin(prepared)
})
afterEach(() => world.close())

async function expectAllThereOnce(count: number): Promise<void> {
  await world.command('verify')
  const overview = JSON.parse(await world.command('report', 'overview', '--json'))
  expect([overview.purchases, overview.revenue.amount]).toEqual([count, sumOf(count)])
}

test(
  'every acknowledged event is there once, however often the program is killed',
  async () => {
    world.start()
    const sending = sendUntilTold(world.ask, batchSize)
    for (let round = 0; round < rounds; round++) {
      await world.ask('GET', '/health')
      await sleep(200 + Math.random() * 1500)
      await world.killProgram()
      world.start()
    }
    await expectAllThereOnce(await sending.stop())
  },
  60_000 + rounds * 60_000,
)

test(
  'every acknowledged event is there once, however often PostgreSQL is killed under the program',
  async () => {
    world.start()
    const sending = sendUntilTold(world.ask, batchSize)
    for (let round = 0; round < rounds; round++) {
      await world.ask('GET', '/health')
      await sleep(1000 + Math.random() * 1500)
      await world.killPostgres()
      await sleep(500)
    }
    const sent = await sending.stop()
    expect(world.program?.exitCode).toBeNull()
    await expectAllThereOnce(sent)
  },
  60_000 + rounds * 60_000,
)

test(
  'an import resumes to the exact result when PostgreSQL and the program are killed in turn',
  async () => {
    const rows = 8000 * Math.min(5, rounds)
    const lines = Array.from(
      { length: rows },
      (_, number) =>
        `c${number % 911};${String((number % 28) + 1).padStart(2, '0')}.03.2026;${(number % 50) + 1},50`,
    )
    world.start()
    const uploaded = await world.ask(
      'POST',
      '/api/v1/imports?fileName=crash.csv',
      `Kunde;Datum;Betrag\n${lines.join('\n')}\n`,
      'text/csv',
    )
    expect(uploaded.status).toBe(201)
    const path = `/api/v1/imports/${uploaded.body.id}`
    expect((await world.ask('POST', `${path}/start`, '{}')).status).toBeLessThan(300)
    let kills = 0
    const seen = async () => (await world.ask('GET', path)).body
    while ((await seen()).status === 'running' && kills < 2 * rounds) {
      await sleep(Math.random() * 700)
      if (kills % 2 === 1) {
        await world.killProgram()
        world.start()
      } else await world.killPostgres()
      kills++
      await sleep(300)
    }
    expect(kills).toBeGreaterThan(0)
    while ((await seen()).status === 'running') await sleep(200)
    expect((await seen()).result).toMatchObject({
      read: rows,
      accepted: rows,
      duplicates: 0,
      refused: 0,
      customers: 911,
    })
    await world.command('verify')
    expect(JSON.parse(await world.command('report', 'overview', '--json')).purchases).toBe(rows)
  },
  60_000 + rounds * 120_000,
)

test('a second start on the same data folder is refused in one clear sentence', async () => {
  world.start()
  await world.ask('GET', '/health')
  const second = world.command('start', '--port', String(await freePort()))
  await expect(second).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/already|serv/i),
  })
}, 120_000)
