import { describe, expect, test } from 'vitest'
import { birthdayText, readBirthday } from './birthday-text.ts'

describe('a birthday', () => {
  test.each([
    ['21.11.1984', '1984-11-21'],
    ['1. 7. 1984', '1984-07-01'],
    ['21.11.', '--11-21'],
    ['21.11', '--11-21'],
    ['21/11/1984', '1984-11-21'],
    ['1984-11-21', '1984-11-21'],
    ['29.2.', '--02-29'],
    ['  ', null],
  ])('written as "%s" is %s', (text, birthday) => {
    expect(readBirthday(text)).toBe(birthday)
  })

  test.each(['31.2.1984', '29.2.1985', 'im Mai', '1984', '21.11.84'])('is not "%s"', (text) => {
    expect(readBirthday(text)).toBeUndefined()
  })

  test.each(['1984-11-21', '--11-21'])('%s comes back as it was', (birthday) => {
    expect(readBirthday(birthdayText(birthday))).toBe(birthday)
  })

  test('that nobody knows is an empty field', () => {
    expect(birthdayText(null)).toBe('')
  })
})
