import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import { sendUntilTold, sumOf } from './send-batches.ts'

/** Short in `npm test`, twenty and more in `npm run crash`. */
const rounds = Number(process.env.STAMMGAST_CRASH_ROUNDS ?? 1)
const launcher = fileURLToPath(new URL('../../bin/stammgast', import.meta.url))
const run = promisify(execFile)
const patienceMillis = 60_000
const batchSize = 50

let folder: string
let port: number
let program: ChildProcess | null
let key: string

/** Making everything anew costs seconds: each story begins with a copy. */
let prepared: string
beforeAll(async () => {
  prepared = await makeTestFolder()
  folder = prepared
  const { secret } = JSON.parse(
    await command(
      'api-key',
      'create',
      '--name',
      'crash',
      '--scope',
      'events:write',
      'imports:write',
      'reports:read',
      '--json',
    ),
  )
  key = secret
})
afterAll(() => removeTestFolder(prepared))

beforeEach(async () => {
  folder = await makeTestFolder()
  await run('cp', ['-a', '--', `${prepared}/.`, folder])
  port = await freePort()
  program = null
})
afterEach(async () => {
  program?.kill('SIGKILL')
  await removeTestFolder(folder)
})

async function command(...words: string[]): Promise<string> {
  const { stdout } = await run(launcher, [...words, '--data', folder], { env: environment() })
  return stdout
}

function environment() {
  const { DATABASE_URL: _, STAMMGAST_DATA: __, ...rest } = process.env
  return rest
}

function start(): void {
  program = spawn(launcher, ['start', '--data', folder, '--port', String(port)], {
    env: environment(),
    stdio: 'ignore',
  })
}

async function killProgram(): Promise<void> {
  const ended = new Promise((resolve) => program?.once('exit', resolve))
  program?.kill('SIGKILL')
  await ended
}

async function killPostgres(): Promise<void> {
  const [pid] = (
    await readFile(join(folder, 'postgresql', 'data', 'postmaster.pid'), 'utf8')
  ).split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

/** Asks until the program answers with something else than "not now". */
async function ask(
  method: string,
  path: string,
  body?: string,
  contentType = 'application/json',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const patienceEnds = Date.now() + patienceMillis
  while (true) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body !== undefined && { 'content-type': contentType }),
        },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(10_000),
      })
      if (answer.status < 500)
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    } catch (error) {
      if (Date.now() > patienceEnds) throw error
    }
    if (Date.now() > patienceEnds) throw new Error(`${method} ${path} was not answered`)
    await sleep(100)
  }
}

async function expectAllThereOnce(count: number): Promise<void> {
  await command('verify')
  const overview = JSON.parse(await command('report', 'overview', '--json'))
  expect([overview.purchases, overview.revenue.amount]).toEqual([count, sumOf(count)])
}

test(
  'every acknowledged event is there once, however often the program is killed',
  async () => {
    start()
    const sending = sendUntilTold(ask, batchSize)
    for (let round = 0; round < rounds; round++) {
      await ask('GET', '/health')
      await sleep(200 + Math.random() * 1500)
      await killProgram()
      start()
    }
    await expectAllThereOnce(await sending.stop())
  },
  60_000 + rounds * 60_000,
)

test(
  'every acknowledged event is there once, however often PostgreSQL is killed under the program',
  async () => {
    start()
    const sending = sendUntilTold(ask, batchSize)
    for (let round = 0; round < rounds; round++) {
      await ask('GET', '/health')
      await sleep(1000 + Math.random() * 1500)
      await killPostgres()
      await sleep(500)
    }
    const sent = await sending.stop()
    expect(program?.exitCode).toBeNull()
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
    start()
    const uploaded = await ask(
      'POST',
      '/api/v1/imports?fileName=crash.csv',
      `Kunde;Datum;Betrag\n${lines.join('\n')}\n`,
      'text/csv',
    )
    expect(uploaded.status).toBe(201)
    const path = `/api/v1/imports/${uploaded.body.id}`
    expect((await ask('POST', `${path}/start`, '{}')).status).toBeLessThan(300)
    let kills = 0
    const seen = async () => (await ask('GET', path)).body
    while ((await seen()).status === 'running' && kills < 2 * rounds) {
      await sleep(Math.random() * 700)
      if (kills % 2 === 1) {
        await killProgram()
        start()
      } else await killPostgres()
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
    await command('verify')
    expect(JSON.parse(await command('report', 'overview', '--json')).purchases).toBe(rows)
  },
  60_000 + rounds * 120_000,
)

test('a second start on the same data folder is refused in one clear sentence', async () => {
  start()
  await ask('GET', '/health')
  const second = run(launcher, ['start', '--data', folder, '--port', String(await freePort())], {
    env: environment(),
  })
  await expect(second).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/already|serv/i),
  })
}, 120_000)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
