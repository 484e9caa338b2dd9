import { expect, test } from 'vitest'
import { notFound } from '#kernel/errors.ts'
import { Runs, type Work } from './runs.ts'

const large = { customers: 100, events: 1000, everybody: 100 }
const small = { customers: 3, events: 9, everybody: 3 }
const forever = new AbortController().signal
const atOnceMax = 10
const missing = () => notFound('preview')

const counting: Work<string> = async ({ onProgress }) => {
  onProgress(50)
  return 'counted'
}

/** Ends only when it is stopped. */
const endless: Work<string> = ({ onProgress, signal }) => {
  onProgress(25)
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

test('small work is done when the reply comes', async () => {
  const runs = new Runs<string>(missing, atOnceMax)
  const run = await runs.begin(small, counting, forever)
  expect(run).toMatchObject({ status: 'done', share: 1, customers: 3, result: 'counted' })
  expect(await runs.worker('previews').work(forever)).toBe('done')
})

test('large work waits for the worker, tells how far it is, and can be read when it is done', async () => {
  const runs = new Runs<string>(missing, atOnceMax)
  const { id, status } = await runs.begin(large, counting, forever)
  expect(status).toBe('waiting')
  const worker = runs.worker('previews')
  const begun = await runs.begin(large, endless, forever)
  expect(await worker.work(forever)).toBe('more')
  expect(runs.read(id)).toMatchObject({ status: 'done', result: 'counted', customersTotal: 100 })
  const working = worker.work(forever)
  expect(runs.read(begun.id)).toMatchObject({ status: 'running', share: 0.25, customers: 25 })
  expect(runs.cancel(begun.id).status).toBe('canceled')
  expect(await working).toBe('more')
  expect(runs.read(begun.id)).toMatchObject({ status: 'canceled', result: null })
  expect(await worker.work(forever)).toBe('done')
})

test('what was canceled while it waited is never begun', async () => {
  const runs = new Runs<string>(missing, atOnceMax)
  const { id } = await runs.begin(large, () => Promise.reject(new Error('begun')), forever)
  runs.cancel(id)
  expect(await runs.worker('previews').work(forever)).toBe('done')
})

test('the stop of the program ends it, a failure is told to whoever runs it', async () => {
  const runs = new Runs<string>(missing, atOnceMax)
  const stop = new AbortController()
  const { id } = await runs.begin(large, endless, forever)
  const working = runs.worker('previews').work(stop.signal)
  stop.abort()
  await working
  expect(runs.read(id).status).toBe('canceled')
  const broken = await runs.begin(large, () => Promise.reject(new Error('broken')), forever)
  await expect(runs.worker('previews').work(forever)).rejects.toThrow('broken')
  expect(runs.read(broken.id).status).toBe('failed')
})

test('old ones are forgotten, but none that is under way', async () => {
  const runs = new Runs<string>(missing, atOnceMax)
  const waiting = await runs.begin(large, counting, forever)
  const first = await runs.begin(small, counting, forever)
  for (let more = 0; more < 25; more++) await runs.begin(small, counting, forever)
  expect(() => runs.read(first.id)).toThrow('no such preview')
  expect(runs.read(waiting.id).status).toBe('waiting')
})

test('of many who ask at once one is answered at once, the others wait, and the oldest are dropped', async () => {
  const runs = new Runs<string>(missing, atOnceMax)
  const stop = new AbortController()
  const first = runs.begin(small, endless, stop.signal)
  const others = []
  for (let more = 0; more < 25; more++) others.push(await runs.begin(small, counting, forever))
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set(['waiting']))
  const worker = runs.worker('previews')
  let worked = 0
  while ((await worker.work(forever)) === 'more') worked++
  expect(worked).toBe(20)
  expect(runs.read(others.at(-1)!.id).result).toBe('counted')
  stop.abort()
  expect((await first).status).toBe('canceled')
  expect((await runs.begin(small, counting, forever)).status).toBe('done')
})
