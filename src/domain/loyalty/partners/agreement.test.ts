import { expect, test } from 'vitest'
import { type Said, stateAgreements } from './agreement.ts'

const said = (revision: number, validFrom: string): Said => ({
  ...{ id: String(revision), reward: 'book', revision, validFrom, recordedAt: new Date(0) },
  partner: { key: 'linden', name: 'Linden' },
  terms: { owes: 'nobody' },
})
const states = (today: string, ...all: Said[]) =>
  stateAgreements(all, today).map(({ revision, state }) => [revision, state])

test('the agreement that began last holds until the next one begins', () => {
  const all = [said(1, '2026-01-01'), said(2, '2026-12-01'), said(3, '2026-11-01')]
  expect(states('2026-11-21', ...all)).toEqual([
    [2, 'planned'],
    [3, 'in_force'],
    [1, 'past'],
  ])
  expect(states('2026-12-01', ...all)[0]).toEqual([2, 'in_force'])
  expect(states('2025-12-31', ...all).map(([, state]) => state)).toEqual([
    ...['planned', 'planned', 'planned'],
  ])
})

test('of one day the one said last counts, today and in days to come', () => {
  const all = [said(1, '2026-11-21'), said(2, '2026-11-21'), said(3, '2026-12-01')]
  expect(states('2026-11-21', ...all, said(4, '2026-12-01'))).toEqual([
    [4, 'planned'],
    [3, 'past'],
    [2, 'in_force'],
    [1, 'past'],
  ])
})
