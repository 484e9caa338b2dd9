import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EventInput, eventInput } from '#contract/language/event.ts'
import { inParts } from './in-parts.ts'

const told = (externalId: string, more: object = {}): EventInput =>
  eventInput.parse({
    ...{ type: 'visit', source: 'till', externalId, occurredAt: '2026-11-20T10:00:00Z', ...more },
  })

test('a batch of strangers is divided evenly, each part in its order', () => {
  const events = Array.from({ length: 7 }, (_, n) =>
    told(`e${n}`, { customer: { externalId: `k${n}` } }),
  )
  expect(inParts(events, 2)).toEqual([
    [0, 2, 4, 6],
    [1, 3, 5],
  ])
})

test('who is named in two ways stays in one part, however they are written', () => {
  const events = [
    told('a', { customer: { email: 'Anna@example.org' } }),
    told('b', { customer: { externalId: 'bert' } }),
    told('c', { customer: { phone: '0170 1234567' } }),
    told('d', { customer: { email: 'anna@example.org', phone: '+49 170 1234567' } }),
  ]
  expect(inParts(events, 2)).toEqual([[0, 2, 3], [1]])
})

test('versions of an event and returns of a purchase stay with it', () => {
  const amount = { amount: 100 }
  const events = [
    told('order', { type: 'purchase', ...amount }),
    told('other'),
    told('back', { type: 'return', purchase: { externalId: 'order' }, ...amount }),
    told('order', { type: 'purchase', version: 2, ...amount }),
    told('order', { type: 'purchase', source: 'shop', ...amount }),
  ]
  expect(inParts(events, 2)).toEqual([
    [0, 2, 3],
    [1, 4],
  ])
})

test('one customer alone is one part', () => {
  const events = ['a', 'b'].map((name) => told(name, { customer: { externalId: 'anna' } }))
  expect(inParts(events, 2)).toEqual([[0, 1]])
})

const names = fc.record(
  {
    externalId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    email: fc.constantFrom('a@x.de', 'b@x.de', 'c@x.de'),
    cardNumber: fc.constantFrom('1001', '1002', '1003'),
  },
  { requiredKeys: [] },
)

test('nothing is lost, nothing is there twice, and who shares a name is together', () => {
  fc.assert(
    fc.property(
      fc.array(names, { maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      (all, parts) => {
        const events = all.map((customer, n) => told(`e${n}`, { customer }))
        const divided = inParts(events, parts)
        expect(divided.flat().sort((a, b) => a - b)).toEqual(events.map((_, place) => place))
        for (const part of divided) expect(part).toEqual(part.toSorted((a, b) => a - b))
        const homes = new Map<string, Set<number>>()
        divided.forEach((part, number) => {
          for (const place of part) {
            for (const [kind, value] of Object.entries(all[place]!)) {
              const key = `${kind} ${value}`
              homes.set(key, (homes.get(key) ?? new Set()).add(number))
            }
          }
        })
        expect([...homes.values()].every(({ size }) => size === 1)).toBe(true)
      },
    ),
  )
})
