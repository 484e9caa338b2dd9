import { expect, test } from 'vitest'
import { firstRewardParts } from './first-reward.ts'

test('who gets there, who never does and who was not there are everybody', () => {
  const never = [
    { timesThere: '1' as const, customers: 400 },
    { timesThere: '2-4' as const, customers: 200 },
    { timesThere: '5+' as const, customers: 17 },
  ]
  const year = { customers: 1249, firstReward: { reached: 509, weeks: null, never } }
  expect(firstRewardParts(year)).toEqual({
    reached: 509,
    never: 617,
    there: 1126,
    absent: 123,
  })
  expect(firstRewardParts({ customers: 3, firstReward: null })).toBeNull()
})
