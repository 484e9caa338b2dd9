import { describe, expect, test } from 'vitest'
import { hasFailedForDays, judge, restAfter } from './retry.ts'
import type { Answer } from './send-message.ts'

const at = new Date('2026-11-22T12:00:00Z')
const answered = (status: number, retryAfterSeconds: number | null = null): Answer => ({
  ...{ code: 'answered', status, text: '', retryAfterSeconds },
})
const tried = (answer: Answer, attempts: number) =>
  judge({ answer, attempts, isTest: false }, at, 0.5)

describe('an attempt', () => {
  test('is followed by ten more within a day, and then by none', () => {
    let [time, attempts] = [at, 1]
    for (; ; attempts++) {
      const verdict = judge({ answer: answered(500), attempts, isTest: false }, time, 0.5)
      if (verdict.kind !== 'again') break
      time = verdict.at
    }
    expect(attempts).toBe(11)
    expect((time.getTime() - at.getTime()) / 3_600_000).toBeCloseTo(23.7, 1)
  })

  test('is not repeated at one time by all, and never beyond a fifth off', () => {
    const pause = (chance: number) => {
      const verdict = judge({ answer: answered(500), attempts: 2, isTest: false }, at, chance)
      return verdict.kind === 'again' ? verdict.at.getTime() - at.getTime() : 0
    }
    expect([pause(0), pause(1)]).toEqual([24_000, 36_000])
  })

  test('waits as long as its receiver wishes, up to an hour', () => {
    expect(tried(answered(503, 600), 1)).toMatchObject({ at: new Date('2026-11-22T12:10:00Z') })
    expect(tried(answered(429, 999_999), 1)).toMatchObject({ at: new Date('2026-11-22T13:00:00Z') })
  })

  test('counts only where it was answered with a success', () => {
    const kinds = [200, 204, 299, 301, 400, 410, 500].map(
      (status) => tried(answered(status), 1).kind,
    )
    expect(kinds).toEqual([
      ...['delivered', 'delivered', 'delivered'],
      ...['again', 'again', 'gone', 'again'],
    ])
    const silent: Answer = { ...answered(0), code: 'timed_out', status: null }
    expect(tried(silent, 1).kind).toBe('again')
    expect(judge({ answer: answered(410), attempts: 1, isTest: true }, at, 0.5).kind).toBe(
      'given_up',
    )
  })
})

describe('a receiver', () => {
  test('is left alone after five failures in a row, up to five minutes at a time', () => {
    const seconds = (failures: number) => {
      const until = restAfter(failures, at, 0.5)
      return until && (until.getTime() - at.getTime()) / 1000
    }
    expect([4, 5, 6, 10, 40].map(seconds)).toEqual([null, 5, 10, 160, 300])
  })

  test('is given up after three days without a success', () => {
    const hoursAgo = (hours: number) => new Date(at.getTime() - hours * 3_600_000)
    expect([71, 72].map((hours) => hasFailedForDays(hoursAgo(hours), at))).toEqual([false, true])
  })
})
