import { expect, test } from 'vitest'
import { demoCompanies } from './companies.ts'
import { notables } from './notable-guests.ts'

const options = { seed: 7, customers: 500, from: '2025-11-22', to: '2026-11-22' }

test('offices of the demo belong to guests who have a part in the story, one guest to one office', () => {
  const contacts = demoCompanies(options).flatMap((company) => company.contacts)
  const guests = contacts.map(({ customer }) => Number(customer.replace('G-', '')))
  expect(new Set(guests).size).toBe(guests.length)
  expect(Math.max(...guests)).toBeLessThanOrEqual(notables.length)
})

test('a small world has no offices', () => {
  expect(demoCompanies({ ...options, customers: 120 })).toEqual([])
})
