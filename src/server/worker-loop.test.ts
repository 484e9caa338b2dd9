import pino from 'pino'
import { expect, test } from 'vitest'
import type { SharedLocks } from '#database/shared-locks.ts'
import { startWorkers } from './worker-loop.ts'

const log = pino({ level: 'silent' })

test('a worker takes piece after piece until none is left, and stops between two', async () => {
  const pieces = [1, 2, 3]
  const { promise: empty, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    pieces.shift()
    if (pieces.length > 0) return 'more'
    resolve()
    return 'done'
  }
  const workers = startWorkers([{ name: 'pieces', restMillis: 60_000, work }], { log })
  await empty
  await workers.stop()
  expect(pieces).toEqual([])
})

test('stopping waits for the piece in hand', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { promise: ending, resolve: end } = Promise.withResolvers<void>()
  let finished = false
  const work = async (signal: AbortSignal) => {
    begin()
    signal.addEventListener('abort', () => end())
    await ending
    finished = true
    return 'done' as const
  }
  const workers = startWorkers([{ name: 'slow', restMillis: 1, work }], { log })
  await begun
  await workers.stop()
  expect(finished).toBe(true)
})

test('one worker that fails does not end the others', async () => {
  let rounds = 0
  const { promise: twice, resolve } = Promise.withResolvers<void>()
  const workers = startWorkers(
    [
      { name: 'broken', restMillis: 1, work: () => Promise.reject(new Error('broken')) },
      {
        name: 'sound',
        restMillis: 1,
        work: async () => {
          if (++rounds === 2) resolve()
          return 'done'
        },
      },
    ],
    { log },
  )
  await twice
  await workers.stop()
  expect(rounds).toBeGreaterThanOrEqual(2)
})

test('where several programs work, each job is done by one of them at a time', async () => {
  const taken = new Set<string>()
  const turns: SharedLocks = {
    take: async (name) => {
      if (taken.has(name)) return null
      taken.add(name)
      return { giveBack: async () => void taken.delete(name) }
    },
    close: async () => undefined,
  }
  let atOnce = 0
  let atOnceMax = 0
  let pieces = 0
  const { promise: enough, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    atOnceMax = Math.max(atOnceMax, ++atOnce)
    await new Promise((next) => setImmediate(next))
    atOnce--
    if (++pieces === 20) resolve()
    return 'done' as const
  }
  const job = { name: 'count', restMillis: 1, work }
  const programs = [1, 2, 3].map(() => startWorkers([job], { log, turns }))
  await enough
  await Promise.all(programs.map((program) => program.stop()))
  expect(atOnceMax).toBe(1)
})

test('a failure and its end are told of', async () => {
  const told: unknown[] = []
  let failures = 0
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    if (failures++ === 0) throw new RangeError('too far')
    return 'done' as const
  }
  const workers = startWorkers([{ name: 'mended', restMillis: 1, work }], {
    log,
    pauseAfterFailureMillis: 1,
    onWorked: ({ error }) => {
      told.push(error)
      if (error === null) resolve()
    },
  })
  await over
  await workers.stop()
  expect(told[0]).toBeInstanceOf(RangeError)
})
