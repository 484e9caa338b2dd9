import { expect, test } from 'vitest'
import { dayNumber } from '#kernel/calendar.ts'
import { stageOf } from './stage.ts'

test('both last days still count whole', () => {
  const days = { collectUntil: '2026-12-31', redeemUntil: '2027-03-31' }
  const on = (day: string) => stageOf(days, dayNumber(day))
  expect(['2026-12-31', '2027-01-01', '2027-03-31', '2027-04-01'].map(on)).toEqual([
    'collecting',
    'redeeming',
    'redeeming',
    'over',
  ])
})
