import { expect, test } from 'vitest'
import { dayNumber } from '#kernel/calendar.ts'
import { faultOf, proposedDays } from './last-days.ts'

const today = dayNumber('2026-11-22')

test('the days proposed are ends of months, and fair', () => {
  const proposed = proposedDays(today)
  expect(proposed).toEqual({ collectUntil: '2026-12-31', redeemUntil: '2027-03-31' })
  expect(faultOf(proposed, null, today)).toBeNull()
  expect(faultOf(proposedDays(dayNumber('2027-01-31')), null, dayNumber('2027-01-31'))).toBeNull()
})

test('days that are over, the wrong way round or too soon are told apart', () => {
  const days = (collectUntil: string, redeemUntil: string) =>
    faultOf({ collectUntil, redeemUntil }, null, today)
  expect(days('2026-11-21', '2027-03-31')).toBe('in_past')
  expect(days('', '2027-03-31')).toBe('in_past')
  expect(days('2027-04-01', '2027-03-31')).toBe('reversed')
  expect(days('2026-11-22', '2026-12-21')).toBe('too_soon')
  expect(days('2026-11-22', '2026-12-22')).toBeNull()
})

test('when collecting is over there may be more time to redeem, never less', () => {
  const said = { collectUntil: '2026-10-31', redeemUntil: '2026-11-30' }
  const until = (redeemUntil: string) => faultOf({ ...said, redeemUntil }, said, today)
  expect(until('2026-12-05')).toBeNull()
  expect(until('2026-11-29')).toBe('too_soon')
  expect(faultOf({ ...said, collectUntil: '2026-11-01' }, said, today)).toBe('in_past')
})
