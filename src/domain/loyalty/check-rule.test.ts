import { expect, test } from 'vitest'
import { fieldCatalog } from '#contract/language/condition-fields.ts'
import { earningRule } from '#contract/language/earning-rule.ts'
import { ruleOf } from '../../../tests/program-lives.ts'
import { checkRule } from './check-rule.ts'

const perEuro = { kind: 'per_amount', points: '1', perAmount: 100 }
const nowMillis = Date.UTC(2026, 4, 4)
const valid = { key: 'euro', way: perEuro, validFrom: '2026-05-04T00:00:00Z' }

const faults = (input: Record<string, unknown>) =>
  checkRule(ruleOf({ ...valid, ...input }), {
    nowMillis,
    known: [ruleOf(valid)],
    fields: fieldCatalog([]),
  }).map(({ pointer, code }) => `${pointer} ${code}`)

const asks = (field: string) => ({ kind: 'compare', field, operator: 'is_set' })

test.each<[string, Record<string, unknown>, string[]]>([
  ['sound', {}, []],
  ['begun before now', { validFrom: '2026-05-03T23:59:59Z' }, ['/validFrom starts_in_past']],
  ['of another currency than before', { currency: 'stars' }, ['/currency currency_changed']],
  [
    'asking for no field there is',
    { when: { kind: 'not', of: asks('event.mood') } },
    ['/when/of/field unknown_field'],
  ],
  [
    'asking for a line beside the lines',
    { when: asks('line.sku') },
    ['/when/field misplaced_field'],
  ],
  [
    'asking lines for the event',
    { way: { ...perEuro, lines: asks('event.type') } },
    ['/way/lines/field misplaced_field'],
  ],
  [
    'expired before it counts',
    { pendingDays: 30, expiry: { kind: 'after_days', days: 30 } },
    ['/expiry expires_while_pending'],
  ],
  ['that lowers', { way: { kind: 'multiplier', factor: '1' } }, ['/way/factor lowers']],
  [
    'for nameless events',
    { way: { kind: 'per_event', event: 'custom', points: 1 } },
    ['/way/name unfit_name'],
  ],
  [
    'for a basket without a purchase',
    { way: { kind: 'per_event', event: 'review', points: 1 }, basketMin: 1 },
    ['/basketMin no_basket'],
  ],
])('a rule %s', (_, input, expected) => {
  expect(faults(input)).toEqual(expected)
})

test.each(['0', '0.0', '1,5', '1e3', '-1', '0.0000001', '1234567'])('%j is no rate', (points) => {
  const read = earningRule.safeParse({
    name: 'A rule',
    currency: 'points',
    ...valid,
    way: { ...perEuro, points },
  })
  expect(read.error?.issues.map(({ path }) => path.join('/'))).toEqual(['way/points'])
})
