import pino from 'pino'
import { expect, test } from 'vitest'
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
  const workers = startWorkers([{ name: 'pieces', restMillis: 60_000, work }], log)
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
  const workers = startWorkers([{ name: 'slow', restMillis: 1, work }], log)
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
    log,
  )
  await twice
  await workers.stop()
  expect(rounds).toBeGreaterThanOrEqual(2)
})
