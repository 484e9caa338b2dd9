import { expect, test } from 'vitest'
import { readSearch } from './search.ts'

test('words are looked for anywhere, in lower case', () => {
  expect(readSearch('  Thomas BRANDT ')).toEqual({
    kind: 'words',
    words: ['thomas', 'brandt'],
    phoneDigits: null,
  })
})

test('a phone number is looked for by its digits, without the zeros of dialing', () => {
  for (const typed of ['0170 123', '+49170123', '0049 (0) 170-123']) {
    expect(readSearch(typed)).toMatchObject({ phoneDigits: expect.stringMatching(/^(49)?170123$/) })
  }
})

test.each(['t', 'an', 'a b', '#+#+#', '%%%', 'j.w', '...'])(
  'what no index helps to find, such as %s, is how a name begins',
  (typed) => {
    expect(readSearch(typed)).toMatchObject({ kind: 'beginning' })
  },
)

test.each(['ann', 'j.w_x@', 'a.bc', 'x ann'])('%s is looked for anywhere', (typed) => {
  expect(readSearch(typed)).toMatchObject({ kind: 'words' })
})

test('blanks are no search', () => {
  expect(readSearch(' \t ')).toBeNull()
})
