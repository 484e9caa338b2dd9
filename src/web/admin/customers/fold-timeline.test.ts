import { describe, expect, test } from 'vitest'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { type Entry, foldTimeline, type Item } from './fold-timeline.ts'

const asOf = '2026-11-21'

let lastId = 0
function happened(daysAgo: number, what: Partial<Item> = {}): Item {
  const day = dateText(dayNumber(asOf) - daysAgo)
  return {
    id: `evt_${++lastId}`,
    eventId: null,
    type: 'purchase',
    occurredAt: `${day}T07:18:00Z`,
    day,
    store: { code: 'altstadt', name: 'Altstadt' },
    channel: 'store',
    amount: { amount: 430, currency: 'EUR' },
    receiptNumber: null,
    lines: [],
    text: null,
    details: {},
    ...what,
  }
}

const shape = (entries: readonly Entry[]) =>
  entries.map((entry) =>
    entry.kind === 'day' ? entry.items.length : `${entry.by} ${entry.days.length}`,
  )
const fold = (items: readonly Item[], opened: string[] = [], hasEarlier = false) =>
  foldTimeline(items, { asOf, opened: new Set(opened), hasEarlier })

describe('a timeline', () => {
  test('puts the receipts of one day at one place together, not those of two places', () => {
    const items = [
      happened(1),
      happened(1),
      happened(1, { store: { code: 'ufer', name: 'Ufer' } }),
      happened(2),
    ]
    expect(shape(fold(items))).toEqual([2, 1, 1])
  })

  test('folds older days by week, and after eight weeks by month', () => {
    const days = [0, 1, 2, 3, 4, 5, 20, 21, 22, 90, 92, 95, 96]
    expect(shape(fold(days.map((ago) => happened(ago))))).toEqual([
      1,
      1,
      1,
      1,
      1,
      1,
      'week 3',
      'month 4',
    ])
  })

  test('never folds what somebody said', () => {
    const days = [0, 1, 2, 3, 4, 5, 90]
    const items = [
      ...days.map((ago) => happened(ago)),
      happened(91, { type: 'review', amount: null, text: 'Gut' }),
      happened(92),
    ]
    expect(shape(fold(items))).toEqual([1, 1, 1, 1, 1, 1, 'month 2', 1])
  })

  test('shows a single day as that day', () => {
    const days = [0, 1, 2, 3, 4, 5, 90]
    expect(shape(fold(days.map((ago) => happened(ago))))).toEqual([1, 1, 1, 1, 1, 1, 1])
  })

  test('opens a fold again', () => {
    const items = [0, 1, 2, 3, 4, 5, 90, 92].map((ago) => happened(ago))
    const folded = fold(items).at(-1)!
    expect(shape([folded])).toEqual(['month 2'])
    expect(shape(fold(items, [folded.key])).slice(-2)).toEqual([1, 1])
  })

  test('waits with its last line while some of it may not be loaded', () => {
    const items = [0, 1, 2, 3, 4, 5, 60, 90, 92].map((ago) => happened(ago))
    expect(shape(fold(items, [], true))).toEqual([1, 1, 1, 1, 1, 1, 1])
  })
})
