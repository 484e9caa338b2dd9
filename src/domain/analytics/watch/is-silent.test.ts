import { describe, expect, test } from 'vitest'
import { isSilent } from './is-silent.ts'

const week = 168
/** Monday midnight of some week: hour 0 of 1970 was a Thursday. */
const monday = 96 + 2_900 * week

/** A café that is open from 8 to 18, Monday to Saturday, with so many receipts an hour. */
function rhythm(weeks: number, receipts = 4): Map<number, number> {
  const arrivals = new Map<number, number>()
  for (let back = 1; back <= weeks; back++) {
    for (let day = 0; day < 6; day++) {
      for (let hour = 8; hour < 18; hour++) {
        arrivals.set(monday - back * week + day * 24 + hour, receipts)
      }
    }
  }
  return arrivals
}

const at = (hour: number) => monday + hour

describe('a source that falls silent', () => {
  test('is noticed after the hours in which something always came', () => {
    const arrivals = rhythm(8)
    expect(isSilent(arrivals, at(9))).toBe(false)
    expect(isSilent(arrivals, at(10))).toBe(true)
  })

  test('sleeps at night and on Sunday without anybody being told', () => {
    expect(isSilent(rhythm(8), at(7))).toBe(false)
    expect(isSilent(rhythm(8), at(-20))).toBe(false)
  })

  test('speaks again, and is not silent', () => {
    const arrivals = rhythm(8)
    arrivals.set(at(9), 1)
    expect(isSilent(arrivals, at(10))).toBe(false)
    expect(isSilent(arrivals, at(12))).toBe(true)
  })

  test('is not judged before four weeks are known', () => {
    expect(isSilent(rhythm(3), at(20))).toBe(false)
    expect(isSilent(rhythm(5), at(20))).toBe(true)
  })

  test('may have had one holiday, not two', () => {
    const closed = (backs: number[]) => {
      const arrivals = rhythm(8)
      for (const back of backs)
        for (let hour = 0; hour < 24; hour++) arrivals.delete(monday - back * week + hour)
      return arrivals
    }
    expect(isSilent(closed([3]), at(12))).toBe(true)
    expect(isSilent(closed([3, 5]), at(12))).toBe(false)
  })

  test('that hardly ever tells anything is left alone', () => {
    const seldom = rhythm(8, 1)
    expect(isSilent(seldom, at(10))).toBe(false)
    expect(isSilent(seldom, at(17))).toBe(true)
    expect(isSilent(new Map(), at(12))).toBe(false)
  })

  test('is left alone while its store is known to be closed, and judged again once it opens', () => {
    const arrivals = rhythm(8)
    const closedUntil = (until: number) => (hour: number) => hour < at(0) || hour >= at(until)
    expect(isSilent(arrivals, at(20), closedUntil(24))).toBe(false)
    expect(isSilent(arrivals, at(24 + 9), closedUntil(24))).toBe(false)
    expect(isSilent(arrivals, at(24 + 10), closedUntil(24))).toBe(true)
  })

  test('is judged by the weeks in which its store was open', () => {
    const arrivals = rhythm(8)
    const wasClosed = (hour: number) =>
      [3, 4, 5].some((back) => hour >= monday - back * week && hour < monday - (back - 1) * week)
    for (const hour of [...arrivals.keys()]) if (wasClosed(hour)) arrivals.delete(hour)
    expect(isSilent(arrivals, at(12))).toBe(false)
    const isOpen = (hour: number) => {
      const hourOfWeek = (hour - monday + 9 * week) % week
      const [day, time] = [Math.floor(hourOfWeek / 24), hourOfWeek % 24]
      return day < 6 && time >= 8 && time < 18 && !wasClosed(hour)
    }
    expect(isSilent(arrivals, at(12), isOpen)).toBe(true)
  })

  test('stays noticed for weeks', () => {
    expect(isSilent(rhythm(8), at(20 * 24))).toBe(true)
  })
})
