import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '#domain/business/api-keys.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { type House, openHouse } from '#house.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import { sendUntilTold, sumOf } from './send-batches.ts'

/** Short in `npm test`, twenty and more in `npm run crash`. */
const rounds = 2 * Number(process.env.STAMMGAST_CRASH_ROUNDS ?? 1)
const launcher = fileURLToPath(new URL('../../bin/stammgast', import.meta.url))
const patienceMillis = 60_000
const batchSize = 20

type Program = { part: 'serve' | 'work'; child: ChildProcess; address: string | null }

let folder: string
let house: House
let key: string
let programs: Program[]

beforeAll(async () => {
  folder = await makeTestFolder()
  house = await openHouse({ dataFolder: folder, databaseUrl: '' })
  const scopes = ['events:write' as const, 'imports:write' as const]
  key = (await createApiKey(house.context, { name: 'crash', scopes }, null)).secret
  programs = []
  await Promise.all([start('serve'), start('serve'), start('work'), start('work')])
})

afterAll(async () => {
  for (const program of [...programs]) await end(program, 'SIGKILL')
  await house.close()
  await removeTestFolder(folder)
})

const environment = () => {
  const { DATABASE_URL: _, STAMMGAST_DATA: __, ...rest } = process.env
  return { ...rest, DRAIN_SECONDS: '0.3', LOG_LEVEL: 'silent' }
}

/** Starts a program; a server says on its output where it answers. */
async function start(part: Program['part']): Promise<Program> {
  const port = part === 'serve' ? ['--port', '0'] : []
  const child = spawn(launcher, [part, ...port, '--data', folder], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const program: Program = { part, child, address: null }
  programs.push(program)
  if (part === 'work') return program
  let said = ''
  for await (const text of child.stdout!) {
    said += text
    program.address = /(http:\/\/[\d.:]+)/.exec(said)?.[1] ?? null
    if (program.address) break
  }
  return program
}

async function end(program: Program, signal: NodeJS.Signals): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => program.child.once('exit', resolve))
  program.child.kill(signal)
  programs = programs.filter((one) => one !== program)
  return await gone
}

const servers = () => programs.filter(({ address }) => address !== null)

type Reply = { status: number; body: Record<string, unknown> }

async function askAt(address: string, method: string, path: string, body?: string): Promise<Reply> {
  const type = body?.startsWith('{') ? 'application/json' : 'text/csv'
  const answer = await fetch(address + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': type }) },
    ...(body && { body }),
    signal: AbortSignal.timeout(20_000),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** As a balancer would: of those who answer, each in turn; what says "not now" is asked again. */
let turn = 0
async function ask(method: string, path: string, body?: string): Promise<Reply> {
  const patienceEnds = Date.now() + patienceMillis
  for (;;) {
    const there = servers()
    const server = there[turn++ % there.length]
    const reply = await (server ? askAt(server.address!, method, path, body) : null)?.catch(
      () => null,
    )
    if (reply && reply.status < 500) return reply
    // Whatever fails says so in words of ours.
    if (reply) expect(reply.body.code).toBe('database_unavailable')
    if (Date.now() > patienceEnds) throw new Error(`${method} ${path} was not answered`)
    await sleep(50)
  }
}

async function killPostgres(): Promise<void> {
  const file = join(folder, 'postgresql', 'data', 'postmaster.pid')
  process.kill(Number.parseInt(await readFile(file, 'utf8'), 10), 'SIGKILL')
}

const importRows = 3_000
const secondRunFrom = 100_000

async function beginImport(): Promise<string> {
  const lines = Array.from(
    { length: importRows },
    (_, number) => `i${number % 211};${(number % 28) + 1}.03.2025;${(number % 50) + 1},50`,
  )
  const file = `Kunde;Datum;Betrag\n${lines.join('\n')}\n`
  const uploaded = await ask('POST', '/api/v1/imports?fileName=machines.csv', file)
  expect(uploaded.status).toBe(201)
  const path = `/api/v1/imports/${uploaded.body.id}`
  expect((await ask('POST', `${path}/start`, '{}')).status).toBeLessThan(300)
  return path
}

const victims = ['work', 'serve', 'PostgreSQL'] as const

test(
  'two servers and two workers lose nothing and do nothing twice while one after the other is killed',
  async () => {
    const sending = sendUntilTold(ask, batchSize)
    const importing = await beginImport()
    for (let round = 0; round < Math.max(rounds, victims.length); round++) {
      await sleep(300 + Math.random() * 700)
      const victim = victims[round % victims.length]!
      if (victim === 'PostgreSQL') await killPostgres()
      else {
        await end(programs.find(({ part }) => part === victim)!, 'SIGKILL')
        await start(victim)
      }
    }
    const sent = await sending.stop()
    await expect
      .poll(async () => (await ask('GET', importing)).body.status, { timeout: 60_000 })
      .toBe('done')
    expect((await ask('GET', importing)).body.result).toMatchObject({
      accepted: importRows,
      duplicates: 0,
      refused: 0,
    })
    expect((await verifyProfiles(house.context)).differences).toEqual([])
    expect((await verifyLedger(house.context)).differences).toEqual([])
    expect(await counted()).toEqual([
      { source: 'crash', purchases: sent, revenue: sumOf(sent) },
      { source: 'machines', purchases: importRows, revenue: importCents() },
    ])
  },
  120_000 + rounds * 30_000,
)

/** What counts, by where it came from. */
const counted = async () => {
  const { rows } = await house.context.database.pool.query(
    `select case source when 'crash' then source else 'machines' end as source,
       count(*)::int as purchases, sum(amount)::int as revenue
     from events where type = 'purchase' group by 1 order by 1`,
  )
  return rows
}

const importCents = () =>
  Array.from({ length: importRows }, (_, number) => ((number % 50) + 1) * 100 + 50).reduce(
    (a, b) => a + b,
  )

test('a rolling restart fails no request', async () => {
  const ready = new Set(servers().map(({ address }) => address!))
  const balancing = new AbortController()
  const watching = watchReadiness(ready, balancing.signal)
  let failed = 0
  const balanced: typeof ask = async (method, path, body) => {
    const there = [...ready]
    const reply = await askAt(there[turn++ % there.length]!, method, path, body)
    if (reply.status >= 500) failed++
    return reply
  }
  const sending = sendUntilTold(balanced, batchSize, secondRunFrom)
  for (const old of servers()) {
    const fresh = await start('serve')
    ready.add(fresh.address!)
    expect(await end(old, 'SIGTERM')).toBe(0)
  }
  expect(await sending.stop()).toBeGreaterThan(secondRunFrom)
  balancing.abort()
  await watching
  expect(failed).toBe(0)
}, 120_000)

/** What a balancer in front does: who says that it is not ready gets no more. */
async function watchReadiness(ready: Set<string>, signal: AbortSignal) {
  while (!signal.aborted) {
    for (const address of [...ready]) {
      const answer = await fetch(`${address}/ready`).catch(() => null)
      if (answer?.status !== 200) ready.delete(address)
    }
    await sleep(50)
  }
}
