import { expect, test } from 'vitest'
import { changedValues } from './changed-values.ts'

test('each place says what stood there before and after', () => {
  expect(changedValues({ name: 'Hafen', code: 'h' }, { name: 'Altstadt', code: 'h' })).toEqual([
    { path: 'name', before: 'Hafen', after: 'Altstadt' },
  ])
})

test('what lies within is named by its path, and lists stand as they are', () => {
  const content = { name: 'Kaffee', price: { amount: 300, currency: 'EUR' }, stores: ['a', 'b'] }
  expect(changedValues(null, { content })).toEqual([
    { path: 'content.name', before: null, after: 'Kaffee' },
    { path: 'content.price.amount', before: null, after: '300' },
    { path: 'content.price.currency', before: null, after: 'EUR' },
    { path: 'content.stores', before: null, after: 'a, b' },
  ])
})

test('empty is empty, whether it is null, no text or not there', () => {
  expect(changedValues({ birthday: null, name: 'Anna' }, { name: '' })).toEqual([
    { path: 'name', before: 'Anna', after: null },
  ])
})
