import { expect, test } from 'vitest'
import { gapsIn, isTold } from './gaps.ts'

test('a draft names what is missing, each once', () => {
  const draft = 'Café Süd\n___Straße und Hausnummer___\n__ Ort __, ___Straße und Hausnummer___'
  expect(gapsIn(draft)).toEqual(['Straße und Hausnummer', 'Ort'])
  expect(isTold(draft)).toBe(false)
})

test('what is filled in is told; names with lines in them, and nothing at all, are no gaps', () => {
  expect(isTold('post_an_uns@cafe.example, snake_case, __init')).toBe(true)
  expect(isTold(' \n')).toBe(false)
})
