import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { report, timingOf } from './report.ts'

const eventsPerSecond = 500
const batchSize = 25
const seconds = 60
const demoCustomers = 500
const eventsBefore = 50_000

const program = fileURLToPath(new URL('../bin/stammgast', import.meta.url))
/** Copies, intake and whatever else runs share the cores: without it, times mean little. */
const loadBefore = loadavg()[0]
let number = 0

/**
 * Purchases arrive at a steady rate for a minute, by HTTP, at a demo with its program, while copies of
 * the bundled database are made one after the other. The last one is restored into another folder, and
 * `verify` replays all of it. Everything by the commands anybody has.
 */
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const [from, to] = [join(folder, 'from'), join(folder, 'to')]
let server: ChildProcess | null = null
try {
  await stammgast('demo', '--customers', String(demoCustomers), '--data', from)
  const words = ['api-key', 'create', '--name', 'bench', '--scope', 'events:write', '--json']
  const { secret } = JSON.parse(await stammgast(...words, '--data', from)) as { secret: string }
  server = spawn(program, ['start', '--port', '0', '--data', from], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const send = sender(await addressOf(server), secret)
  while (number < eventsBefore) await send(1_000)
  const held = await holdRate(send)
  server.kill('SIGTERM')
  await once(server, 'exit')
  server = null
  await report('backup', {
    loadBefore,
    demoCustomers,
    eventsBefore,
    batchSize,
    ...held,
    ...(await restore()),
  })
} finally {
  server?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}

async function stammgast(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, words, { maxBuffer: 2 ** 28 })
  return stdout
}

/** The first line of the program says where it listens. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout! })) {
    const origin = /https?:\/\/[^/\s]+/.exec(line)?.[0]
    if (origin) return origin
  }
  throw new Error('the program said no address')
}

type Send = (count: number) => Promise<void>

function sender(address: string, key: string): Send {
  return async (count) => {
    const events = Array.from({ length: count }, purchase)
    const reply = await fetch(`${address}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ events }),
    })
    const { accepted } = (await reply.json()) as { accepted?: number }
    if (accepted !== count) throw new Error(`${count} events were sent, ${accepted} accepted`)
  }
}

function purchase() {
  const now = number++
  return {
    ...{ type: 'purchase', source: 'bench', externalId: `b${now}`, amount: 480 },
    occurredAt: new Date(Date.now() - (eventsBefore - Math.min(now, eventsBefore)) * 1_000),
    customer: { externalId: `bench-${now % 5_000}` },
  }
}

/** Whoever is late is not waited for: what is due is sent, as tills would. */
async function holdRate(send: Send) {
  const pauseMillis = (1_000 * batchSize) / eventsPerSecond
  const begun = performance.now()
  const millis: number[] = []
  const underWay: Promise<void>[] = []
  const copying = copyUntil(begun + seconds * 1_000)
  for (let batch = 0; batch * pauseMillis < seconds * 1_000; batch++) {
    await sleep(Math.max(0, begun + batch * pauseMillis - performance.now()))
    const asked = performance.now()
    underWay.push(send(batchSize).then(() => void millis.push(performance.now() - asked)))
  }
  await Promise.all(underWay)
  const lasted = (performance.now() - begun) / 1_000
  return {
    eventsPerSecondWanted: eventsPerSecond,
    eventsPerSecondHeld: (millis.length * batchSize) / lasted,
    secondsLasted: lasted,
    batch: timingOf(millis),
    ...(await copying),
  }
}

/** One copy after the other; each sees the events that were acknowledged before it began. */
async function copyUntil(endMillis: number) {
  const copySeconds: number[] = []
  let eventsWhenBegun = 0
  while (performance.now() < endMillis) {
    const begun = performance.now()
    eventsWhenBegun = number
    await rm(file(), { force: true })
    await stammgast('backup', file(), '--with-secret', '--data', from)
    copySeconds.push((performance.now() - begun) / 1_000)
  }
  const { size } = await stat(file())
  return { copies: copySeconds.length, copySeconds, copyBytes: size, eventsWhenBegun }
}

function file(): string {
  return join(folder, 'copy.backup')
}

async function restore() {
  const begun = performance.now()
  await stammgast('restore', file(), '--no-erasures', '--data', to)
  const restoreSeconds = (performance.now() - begun) / 1_000
  const verified = JSON.parse(await stammgast('verify', '--json', '--data', to)) as Verified
  const { events, customers, movements, differences } = verified
  return {
    eventsSent: number,
    restored: { restoreSeconds, events, customers, movements, differences: differences.length },
  }
}

type Verified = { events: number; customers: number; movements: number; differences: unknown[] }
