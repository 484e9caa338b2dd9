import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { placesWorker } from '#domain/profile/places.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { systemClock } from '#kernel/clock.ts'
import { defineProgram } from './define-program.ts'
import { measureImport } from './import-million.ts'
import {
  type Batch,
  bareInsert,
  batch,
  batchesOfAll,
  batchSize,
  customers,
  prepareIntake,
  taking,
} from './intake-world.ts'
import { median, report } from './report.ts'
import { serve } from './serve.ts'

const warmUpBatches = 40
const rounds = 7
const batchesPerRound = 20

/**
 * Purchases in batches of 1,000 with everything intake does, against one bare multi-row insert of
 * the same events, of the same customers, into a table of their own with the indexes of the log and
 * of its keys. What follows a moment later, the places in the lists, is at work all the while.
 */
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data'), poolSize: 8 })
try {
  await migrate(database)
  const context: Context = { database, clock: systemClock, log: pino({ level: 'silent' }) }
  await prepareIntake(database)
  await whileWorking(placesWorker(context), () => measureIntake(context))
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

/** As the program that serves has it at work. */
async function whileWorking(worker: Worker, measure: () => Promise<void>) {
  const ending = new AbortController()
  const atWork = (async () => {
    while (!ending.signal.aborted) {
      if ((await worker.work(ending.signal)) === 'done') await sleep(worker.restMillis)
    }
  })()
  try {
    await measure()
  } finally {
    ending.abort()
    await atWork
  }
}

async function bare(events: Batch) {
  await bareInsert(database, events)
}

async function measureIntake(context: Context) {
  const intake = taking(context, [updateProfiles])
  for (let batches = 0; batches < warmUpBatches; batches++) {
    await intake(batch())
    await bare(batch())
  }
  const rates = {
    bare: [] as number[],
    intake: [] as number[],
    bareTwo: [] as number[],
    intakeTwo: [] as number[],
  }
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(await rate(bare, 1))
    rates.intake.push(await rate(intake, 1))
    rates.bareTwo.push(await rate(bare, 2))
    rates.intakeTwo.push(await rate(intake, 2))
  }
  const ratio = (a: number[], b: number[]) => median(a.map((value, index) => value / b[index]!))
  await report('intake', {
    customers,
    batchSize,
    rounds,
    oneSender: {
      bareEventsPerSecond: median(rates.bare),
      intakeEventsPerSecond: median(rates.intake),
      ratio: ratio(rates.intake, rates.bare),
    },
    twoSenders: {
      bareEventsPerSecond: median(rates.bareTwo),
      intakeEventsPerSecond: median(rates.intakeTwo),
      ratio: ratio(rates.intakeTwo, rates.bareTwo),
    },
    overHttp: await measureHttp(context, rates),
    singlePurchase: await measureSingle(intake),
    withTheProgram: await measureProgram(context),
    importOfAMillionRows: await measureImport(folder),
  })
}

/** The same with ten rules, tiers and a gift ladder, beside the bare insert of the same rounds. */
async function measureProgram(context: Context) {
  const rules = await defineProgram(context)
  const intake = taking(context, [updateProfiles, followProgram()])
  // Whoever has a past before the program is replayed once; what is measured comes after that.
  for (const events of batchesOfAll()) await intake(events)
  const rates = {
    bare: [] as number[],
    one: [] as number[],
    bareTwo: [] as number[],
    two: [] as number[],
  }
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(await rate(bare, 1))
    rates.one.push(await rate(intake, 1))
    rates.bareTwo.push(await rate(bare, 2))
    rates.two.push(await rate(intake, 2))
  }
  return {
    rules,
    oneSenderEventsPerSecond: median(rates.one),
    twoSendersEventsPerSecond: median(rates.two),
    ratio: median(rates.one.map((value, index) => value / rates.bare[index]!)),
    ratioTwo: median(rates.two.map((value, index) => value / rates.bareTwo[index]!)),
  }
}

/** The same batches through the program's own door: parsed, checked, recorded, answered. */
async function measureHttp(context: Context, rates: { bare: number[]; bareTwo: number[] }) {
  const server = await serve(context)
  const post = async (events: Batch) => {
    const answer = await fetch(`${server.address}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
    })
    const body = (await answer.json()) as { accepted: number }
    if (body.accepted !== events.length) throw new Error(`HTTP ${answer.status}: not all accepted`)
  }
  const one: number[] = []
  const two: number[] = []
  for (let round = 0; round < rounds; round++) {
    one.push(await rate(post, 1))
    two.push(await rate(post, 2))
  }
  await server.close()
  return {
    oneSenderEventsPerSecond: median(one),
    twoSendersEventsPerSecond: median(two),
    ratio: median(one) / median(rates.bare),
    ratioTwo: median(two) / median(rates.bareTwo),
  }
}

/** One purchase alone: how long it takes beside a bare transaction that inserts one row. */
async function measureSingle(intake: (events: Batch) => Promise<void>) {
  const bareMillis: number[] = []
  const full: number[] = []
  for (let repeat = 0; repeat < 300; repeat++) {
    const [one, other] = batch()
    bareMillis.push(await millis(() => bare([one!])))
    full.push(await millis(() => intake([other!])))
  }
  return {
    bareMillis: median(bareMillis),
    intakeMillis: median(full),
    ratio: median(full) / median(bareMillis),
  }
}

async function millis(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

/** Events per second over a round, by so many who send one batch after the other. */
async function rate(work: (events: Batch) => Promise<void>, senders: number): Promise<number> {
  const batches = Array.from({ length: batchesPerRound }, batch)
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (let next = batches.pop(); next; next = batches.pop()) await work(next)
    }),
  )
  return (batchesPerRound * batchSize * 1000) / (performance.now() - begin)
}
