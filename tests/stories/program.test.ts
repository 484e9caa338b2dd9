import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { pngOf } from '../pictures.ts'

/** The real program in a process of its own, on a database of its own. */
let database: TestDatabase
const running = new Set<ChildProcess>()
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  await database.close()
})

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
/** What was compiled once is not compiled again, as when it is started by its launcher. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))
const environment = {
  ...process.env,
  ...{ NODE_COMPILE_CACHE: compiled, PORT: '0', LOG_LEVEL: 'warn' },
}

function launch(words: string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...environment, DATABASE_URL: database.url, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function run(words: string[], more: NodeJS.ProcessEnv = {}) {
  const child = launch(words, more)
  const [said, told, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ])
  return { code, said, told }
}

/** Starts it and waits for the one line it prints. */
async function start(more: NodeJS.ProcessEnv = {}) {
  const child = launch(['start'], more)
  child.stderr!.resume()
  const [line] = await once(createInterface({ input: child.stdout! }), 'line')
  const address = new URL(/http\S+/.exec(line)![0])
  return { child, address, token: address.hash.replace('#token=', '') }
}

const headers = { 'content-type': 'application/json', 'x-stammgast': '1' }

async function makeOwner({ address, token }: { address: URL; token: string }) {
  const reply = await fetch(new URL('/api/v1/set-up', address), {
    method: 'POST',
    headers,
    body: JSON.stringify({
      token,
      name: 'Ina',
      email: 'ina@morgenrot.example',
      password: 'um sieben Uhr',
    }),
  })
  return { status: reply.status, cookie: reply.headers.getSetCookie()[0]!.split(';')[0]! }
}

describe('the program', () => {
  test('prints an address that makes the first owner, and after that one without a link', async () => {
    const first = await start()
    expect(first.address.pathname).toBe('/admin/set-up')
    expect((await makeOwner(first)).status).toBe(201)
    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    const second = await start()
    expect([second.address.pathname, second.token]).toEqual(['/admin', ''])
  })

  test('told to stop, finishes what it is doing, begins nothing more and ends in order', async () => {
    const program = await start()
    const { cookie } = await makeOwner(program)
    const upload = request(new URL('/api/v1/business/logo', program.address), {
      method: 'PUT',
      headers: {
        ...{ 'x-stammgast': '1', cookie, 'content-type': 'image/png' },
        expect: '100-continue',
      },
    })
    upload.flushHeaders()
    await once(upload, 'continue')
    upload.write(pngOf().subarray(0, 20))
    program.child.kill('SIGTERM')
    // As npm passes it on to a program that its group's signal has reached already.
    await new Promise((resolve) => setTimeout(resolve, 50))
    program.child.kill('SIGTERM')
    await refusesConnections(program.address)
    const ended = once(program.child, 'exit')
    upload.end(pngOf().subarray(20))
    const [reply] = await once(upload, 'response')
    expect(reply.statusCode).toBe(200)
    reply.resume()
    expect(await ended).toEqual([0, null])
    const { rows } = await database.pool.query('select logo_type from business')
    expect(rows).toEqual([{ logo_type: 'image/png' }])
  })

  test('refuses a second one on the same database, in one sentence', async () => {
    await start()
    const { code, said, told } = await run(['start'])
    expect([code, said]).toEqual([1, ''])
    expect(told.trim().split('\n')).toHaveLength(1)
    expect(told).toMatch(/^Another Stammgast already serves this database/)
  })

  test('takes no folder for a file, and says so in one sentence', async () => {
    const folder = fileURLToPath(new URL('.', import.meta.url))
    const { code, said, told } = await run(['import', 'purchases', folder])
    expect([code, said, told]).toEqual([1, '', `${folder} is a folder. Name a file in it.\n`])
  })

  test('says which setting is not usable before it does anything', async () => {
    const { code, told } = await run(['start'], { PORT: 'http', PUBLIC_URL: 'bonus.example.com' })
    expect(code).toBe(1)
    expect(told).toMatch(/PORT/)
    expect(told).toMatch(/PUBLIC_URL: must be an address such as https/)
  })
})

async function refusesConnections(address: URL) {
  const patience = Date.now() + 20_000
  while (Date.now() < patience) {
    const refused = await fetch(new URL('/health', address)).then(
      (reply) => reply.body?.cancel().then(() => false) ?? false,
      () => true,
    )
    if (refused) return
  }
  throw new Error('it still takes connections')
}

describe('the command line', () => {
  test('knows wrong usage from failure: 2 and 1', async () => {
    for (const words of [
      ['fly'],
      ['api-key', 'create'],
      ['start', '--port', 'x'],
      ['staff', 'add', '--email', 'x', '--role', 'owner'],
    ]) {
      const { code, said, told } = await run(words)
      expect([words, code, said]).toEqual([words, 2, ''])
      expect(told).not.toBe('')
    }
    const { code } = await run(['staff', 'link', '--email', 'nobody@morgenrot.example'])
    expect(code).toBe(1)
    expect((await run(['--help'])).code).toBe(0)
  })

  test('makes keys and set-up links that work, with JSON alone on stdout', async () => {
    const key = JSON.parse(
      (await run(['api-key', 'create', '--name', 'shop', '--scope', 'settings:read', '--json']))
        .said,
    )
    const { link } = JSON.parse(
      (
        await run([
          'staff',
          'add',
          '--email',
          'Kim@morgenrot.example',
          '--role',
          'cashier',
          '--json',
        ])
      ).said,
    )
    const { address } = await start()
    const bearer = { authorization: `Bearer ${key.secret}` }
    expect((await fetch(new URL('/api/v1/business', address), { headers: bearer })).status).toBe(
      200,
    )
    const token = new URL(link).hash.replace('#token=', '')
    const asked = await fetch(new URL('/api/v1/set-up/link', address), {
      method: 'POST',
      headers,
      body: JSON.stringify({ token }),
    })
    expect(await asked.json()).toMatchObject({ email: 'kim@morgenrot.example', role: 'cashier' })
  })

  test('brings a database up to date', async () => {
    expect((await run(['migrate'])).said).toBe('The database is up to date.\n')
  })
})
