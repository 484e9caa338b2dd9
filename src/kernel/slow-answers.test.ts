import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { slowAnswer } from './slow-answers.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('what is quick is made anew, what is slow is of a moment ago and soon of now', async () => {
  const owner = {}
  let made = 0
  const quick = () => Promise.resolve(++made)
  expect((await slowAnswer(owner, 'quick', quick)).answer).toBe(1)
  expect((await slowAnswer(owner, 'quick', quick)).answer).toBe(2)

  let slow = 0
  const start = new Date('2026-11-21T12:00:00Z').getTime()
  vi.setSystemTime(start)
  const takingLong = async () => {
    vi.setSystemTime(Date.now() + 5_000)
    return ++slow
  }
  expect((await slowAnswer(owner, 'slow', takingLong)).answer).toBe(1)
  vi.setSystemTime(start + 30_000)
  expect(await slowAnswer(owner, 'slow', takingLong)).toMatchObject({
    ...{ answer: 1, madeAt: new Date(start) },
  })
  vi.setSystemTime(start + 90_000)
  const gate = Promise.withResolvers<number>()
  const waiting = slowAnswer(owner, 'slow', () => gate.promise)
  expect((await waiting).answer).toBe(1)
  vi.setSystemTime(start + 95_000)
  gate.resolve(7)
  await sleep(0)
  expect((await slowAnswer(owner, 'slow', takingLong)).answer).toBe(7)
})

test('who fails is not kept, and fails whoever waits for it alone', async () => {
  const owner = {}
  await expect(slowAnswer(owner, 'x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect((await slowAnswer(owner, 'x', async () => 1)).answer).toBe(1)
})
