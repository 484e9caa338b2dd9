import { expect, test } from 'vitest'
import { birthday } from './customer.ts'

const faultOf = (text: string) => birthday.safeParse(text).error?.issues[0]?.message

test('a birthday is a day somebody alive can have been born on, or one without its year', () => {
  expect(['1900-01-01', '1984-02-29', '--02-29'].map(faultOf)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(['0000-01-01', '1899-12-31'].map(faultOf)).toEqual([
    'lies before 1900',
    'lies before 1900',
  ])
  expect(['1985-02-29', '--02-30', '9999-01-01'].map(faultOf)).toEqual([
    ...['is no day of the calendar', 'is no day of the calendar', 'lies in the future'],
  ])
})
