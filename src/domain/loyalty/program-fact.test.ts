import { expect, test } from 'vitest'
import type { LoggedEvent } from '#domain/events/fact.ts'
import { factOf, inOrder } from './program-fact.ts'

const names = {
  store: (number: number) => (number === 3 ? 'Altstadt' : null),
  channel: () => null,
}
const told = new Date('2026-05-04T07:00:01Z')
const logged = (rest: Partial<LoggedEvent>): LoggedEvent => ({
  customerId: 'anna',
  eventId: 'event',
  type: 'return',
  source: 'till',
  externalId: 'r-1',
  version: 2,
  occurredAt: new Date('2026-05-04T07:00:00Z'),
  store: 3,
  channel: 0,
  amount: 500,
  importId: null,
  payload: {
    receiptNumber: '17',
    lines: [{ amount: 500, sku: 'oat' }],
    purchase: { source: 'till', externalId: 'p-1', follows: true },
  },
  recordedAt: told,
  position: 4,
  ...rest,
})

test('a row of the log is read by its codes', () => {
  expect(factOf(logged({}), told, names)).toEqual({
    eventId: 'event',
    source: 'till',
    externalId: 'r-1',
    atMillis: Date.UTC(2026, 4, 4, 7),
    type: 'return',
    name: null,
    store: 'Altstadt',
    storeNumber: 3,
    channel: null,
    amount: 500,
    receipt: '17',
    rating: null,
    lines: [{ amount: 500, sku: 'oat' }],
    purchase: { source: 'till', externalId: 'p-1' },
  })
  const review = logged({ type: 'review', amount: null, payload: { rating: 4 } })
  expect(factOf(review, told, names)).toMatchObject({ rating: 4, lines: [], purchase: null })
  const own = logged({ type: 'custom', payload: { name: 'table_reserved' } })
  expect(factOf(own, told, names)).toMatchObject({ type: 'custom', name: 'table_reserved' })
})

test('what is dated ahead of us counts from when we were told', () => {
  const early = new Date('2026-05-04T05:00:00Z')
  expect(factOf(logged({}), early, names).atMillis).toBe(early.getTime())
})

test('facts stand in the order of time, then source, then key', () => {
  const at = (atMillis: number, source: string, externalId: string) => ({
    atMillis,
    source,
    externalId,
  })
  const sorted = [at(1, 'b', 'b'), at(2, 'a', 'b'), at(2, 'b', 'a'), at(2, 'b', 'b')]
  expect([...sorted].reverse().sort(inOrder)).toEqual(sorted)
})
