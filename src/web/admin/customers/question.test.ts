import { describe, expect, test } from 'vitest'
import { changed, filterOf, isFiltered, readQuestion } from './question.ts'

describe('the address of the list', () => {
  test('keeps what was asked', () => {
    const address = { search: 'brandt', regular: 'yes', minPurchases: 3, order: 'revenue' }
    expect(readQuestion(address)).toEqual(address)
  })

  test('finds a customer number that the router took for a number', () => {
    expect(readQuestion({ search: 4711 })).toEqual({ search: '4711' })
  })

  test('leaves out what nobody can ask', () => {
    const address = { order: 'price', regular: 'maybe', lastPurchaseFrom: '2026-13-40', x: 1 }
    expect(readQuestion(address)).toEqual({})
  })

  test('drops what is taken back', () => {
    expect(changed({ search: 'a', tag: 'Hof' }, { search: '', tag: undefined })).toEqual({})
  })
})

test('the order asks for nobody in particular', () => {
  expect(isFiltered({ order: 'name' })).toBe(false)
  expect(isFiltered({ order: 'name', hasEmail: 'no' })).toBe(true)
  expect(filterOf({ order: 'name', tag: 'Hof' })).toEqual({ tag: 'Hof' })
})
