import { describe, expect, test } from 'vitest'
import { dayNumber } from '#kernel/calendar.ts'
import { rhythmOf, type Visit } from './rhythm.ts'

const altstadt = { code: 'altstadt', name: 'Altstadt' }
const monday = dayNumber('2026-11-02')

const visit = (day: number, more: Partial<Visit> = {}): Visit => ({
  day,
  hour: 8,
  store: altstadt,
  articles: [],
  ...more,
})

const of = (visits: Visit[]) => rhythmOf([...new Set(visits.map(({ day }) => day))], visits)

describe('what is usual for a customer', () => {
  test('is nothing for somebody who was there three times', () => {
    expect(of([visit(monday), visit(monday + 1), visit(monday + 2)])).toEqual({
      gapDays: null,
      weekdays: [],
      partOfDay: null,
      store: null,
      article: null,
    })
  })

  test('is one day of the week for whoever comes on Mondays', () => {
    const weeks = [0, 7, 14, 21, 24, 35, 42].map((days) => visit(monday + days))
    expect(of(weeks)).toMatchObject({ weekdays: [1], gapDays: { median: 7 } })
  })

  test('is two days for whoever comes on Mondays and Thursdays, and none for whoever comes daily', () => {
    const twice = [0, 3, 7, 10, 14, 17, 21, 24, 28, 31, 35, 38, 42, 45].map((days) =>
      visit(monday + days),
    )
    expect(of(twice)).toMatchObject({ weekdays: [1, 4], gapDays: { from: 3, median: 3, to: 4 } })
    const daily = Array.from({ length: 49 }, (_, days) => visit(monday + days))
    expect(of(daily)).toMatchObject({ weekdays: [], gapDays: { from: 1, median: 1, to: 1 } })
  })

  test('is no time of day where only the day is known', () => {
    const days = [0, 7, 14, 21]
    expect(of(days.map((day) => visit(monday + day))).partOfDay).toBe('early')
    expect(of(days.map((day) => visit(monday + day, { hour: null }))).partOfDay).toBeNull()
  })

  test('is no store for whoever goes to three in turn', () => {
    const stores = ['a', 'b', 'c', 'a', 'b', 'c'].map((code) => ({ code, name: code }))
    expect(of(stores.map((store, n) => visit(monday + n, { store }))).store).toBeNull()
  })

  test('is the article of most visits, counted once a visit', () => {
    const cup = 'Hafer-Cappuccino'
    const visits = [
      visit(monday, { articles: [cup, 'Brot'] }),
      visit(monday + 1, { articles: [cup] }),
      visit(monday + 2, { articles: [cup] }),
      visit(monday + 3, { articles: ['Brot', 'Brot', 'Brot', 'Brot'] }),
    ]
    expect(of(visits).article).toBe(cup)
  })

  test('is learned from the last year alone', () => {
    const before = [0, 1, 2, 3, 4].map((days) => visit(monday - 800 + days, { articles: ['Tee'] }))
    const since = [0, 10, 20, 30, 40, 50].map((days) =>
      visit(monday + days, { articles: ['Kaffee'] }),
    )
    expect(of([...before, ...since])).toMatchObject({
      gapDays: { from: 10, median: 10, to: 10 },
      article: 'Kaffee',
    })
  })
})
