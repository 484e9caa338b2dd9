import { expect, test } from 'vitest'
import { attributePrefix, conditionFields } from '#contract/language/condition-fields.ts'
import { programTerms } from '#contract/language/program-terms.ts'
import { asksFor } from '#kernel/conditions.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { factsOf, isOfPerson, type Moment } from './fact-values.ts'
import { emptyProgramState } from './program-state.ts'

const moment = (): Omit<Moment, 'person'> => ({
  fact: {
    ...{ eventId: 'e', source: 'till', externalId: '1', atMillis: 0, type: 'purchase' },
    ...{ name: null, store: null, storeNumber: 0, channel: null, amount: 100, receipt: null },
    ...{ rating: null, lines: [], purchase: null },
  },
  day: 0,
  state: emptyProgramState(),
  tier: null,
  terms: programTerms.parse({ validFrom: '2026-01-01T00:00:00Z' }),
  zone: zoneNamed('Europe/Berlin'),
})

test('a field is said to be of the person where, and only where, the person is looked at', () => {
  for (const field of [...Object.keys(conditionFields), `${attributePrefix}color`]) {
    let looked = false
    const watched = Object.defineProperty({ ...moment(), person: null }, 'person', {
      get: () => {
        looked = true
        return null
      },
    })
    factsOf(watched).valueOf(field)
    expect({ field, looked }).toEqual({ field, looked: isOfPerson(field) })
  }
})

test('a condition asks of the person however deep the question lies', () => {
  const compare = (field: string) => ({
    kind: 'compare' as const,
    field,
    operator: 'is_set' as const,
  })
  const deep = (field: string) => ({
    kind: 'all' as const,
    of: [
      compare('event.store'),
      { kind: 'not' as const, of: { kind: 'any' as const, of: [compare(field)] } },
    ],
  })
  expect(asksFor(deep('customer.tags'), isOfPerson)).toBe(true)
  expect(asksFor(deep('customer.visits'), isOfPerson)).toBe(false)
})
