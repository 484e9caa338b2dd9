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

  test('stays noticed for weeks', () => {
    expect(isSilent(rhythm(8), at(20 * 24))).toBe(true)
  })
})
