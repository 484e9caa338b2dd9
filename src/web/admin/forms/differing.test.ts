import { expect, test } from 'vitest'
import { differing } from './differing.ts'

test('only what differs from what holds is sent', () => {
  const known = { name: 'Café', hue: 40, store: null }
  expect(differing(known, { name: 'Café', hue: 41, store: null })).toEqual({ hue: 41 })
  expect(differing(known, { ...known })).toEqual({})
})
