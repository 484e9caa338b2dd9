import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import pino from 'pino'
import { demoHouse } from '#cli/demo-house.ts'
import { asIntake } from '#database/doing.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { transaction } from '#database/transaction.ts'
import { fillDemo } from '#demo/fill-demo.ts'
import { optionsEndingYesterday } from '#demo/world.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import { openHouse } from '#house.ts'
import { buildServer } from '#server/build-server.ts'
import { report, timingOf } from './report.ts'

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    customers: { type: 'string', default: '2000' },
    guests: { type: 'string', default: '300' },
  },
})
const customers = Number(given.customers)
const guests = Number(given.guests)
const warmUps = 30
const unlimited = 1e9

/** What a guest waits for at the counter, over HTTP: to be known and greeted, and to be booked. */
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data') })
try {
  await migrate(database)
  await measure()
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const house = await openHouse({ database, log: pino({ level: 'silent' }) })
  await asIntake(() =>
    fillDemo(demoHouse(house), optionsEndingYesterday(house.context.clock.now(), { customers })),
  )
  await database.kysely.executeQuery(sql`analyze`.compile(database.kysely))
  const limits = { perKey: unlimited, perPerson: unlimited, perAddress: unlimited }
  const app = await buildServer(house, { limits })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    const ask = await signIn(address)
    const drawn = await drawGuests(warmUps + guests)
    const [found, booked]: [number[], number[]] = [[], []]
    for (const { card, store } of drawn) {
      const [greeted, findMillis] = await timed(() => ask('pos/guests/find', { text: card }))
      const { customerId } = greeted.guest
      const externalId = `bench-${card}`
      const [, bookMillis] = await timed(() =>
        ask('pos/bookings', { externalId, customerId, store, amount: 480 }),
      )
      found.push(findMillis)
      booked.push(bookMillis)
    }
    await report('till', {
      ...{ customers, guests, loadAverage: loadavg()[0] },
      'find and greet': timingOf(found.slice(warmUps)),
      'book and greet again': timingOf(booked.slice(warmUps)),
    })
  } finally {
    await app.close()
  }
}

type Ask = (path: string, body: object) => Promise<ReturnType<typeof JSON.parse>>

/** The owner, as a browser is signed in. */
async function signIn(address: string): Promise<Ask> {
  const { path } = await transaction(database, (tx) => makeSetUpLink(tx, null))
  const headers = { 'content-type': 'application/json', 'x-stammgast': '1' }
  const person = { name: 'Ina', email: 'ina@example.org', password: 'Hafer-Cappuccino um sieben' }
  const reply = await fetch(`${address}/api/v1/set-up`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ token: path.split('token=')[1], ...person }),
  })
  if (!reply.ok) throw new Error(`nobody could be set up: ${await reply.text()}`)
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0])
  return async (path, body) => {
    const answer = await fetch(`${address}/api/v1/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { ...headers, cookie: cookie.join('; ') },
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return await answer.json()
  }
}

/** Who has a card, drawn at random, each in a store of the business. */
async function drawGuests(count: number): Promise<{ card: string; store: string }[]> {
  const { rows } = await sql<{ card: string; store: string }>`
    select value as card, (select code from stores order by number limit 1) as store
    from identities where kind = 'card_number' order by random() limit ${count}`.execute(
    database.kysely,
  )
  if (rows.length < count) throw new Error('the demo has too few cards')
  return rows
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begin = performance.now()
  const result = await work()
  return [result, performance.now() - begin]
}
