import { describe, expect, test } from 'vitest'
import {
  factAt,
  programOf,
  purchaseAt,
  returnAt,
  ruleOf,
  termsOf,
} from '../../../tests/program-lives.ts'
import type { PersonRevision } from './fact-values.ts'
import { lotKey } from './grant.ts'
import { type Program, planOf } from './program.ts'
import type { ProgramFact } from './program-fact.ts'
import { replayProgram } from './run-program.ts'

const perEuro = { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] }
const compare = (field: string, operator: string, value: unknown) => ({
  kind: 'compare',
  field,
  operator,
  value,
})

const decide = (parts: Partial<Program>, facts: ProgramFact[], people: PersonRevision[] = []) =>
  replayProgram(facts, people, planOf(programOf(parts)))

const earned = (parts: Partial<Program>, facts: ProgramFact[], people: PersonRevision[] = []) =>
  decide(parts, facts, people).grants.map(({ rule, points }) => [rule, points])

describe('points for money', () => {
  test('anna earns a point for each euro, each line rounded by itself, half up', () => {
    const basket = purchaseAt('2026-05-04T09:00', 800, {
      lines: [{ amount: 150 }, { amount: 150 }, { amount: 149 }, { amount: 351 }],
    })
    const [grant] = decide({ rules: [ruleOf({ key: 'euro', way: perEuro })] }, [basket]).grants
    expect(grant).toMatchObject({
      key: lotKey(basket, { currency: 'points', availableAt: basket.atMillis, expiresAt: null }),
      points: 2 + 2 + 1 + 4,
      lines: [
        { line: 0, points: 2 },
        { line: 1, points: 2 },
        { line: 2, points: 1 },
        { line: 3, points: 4 },
      ],
      eventId: basket.eventId,
      rule: 'euro',
      revision: 1,
      expiresAt: null,
      reason: { key: 'earned.per_amount', params: { rule: 'euro', points: '1', perAmount: 100 } },
    })
  })

  test('tax, deposits and gift cards earn nothing unless the rule says so', () => {
    const terms = [
      termsOf({
        deposits: { categories: ['deposit'] },
        giftCards: { skus: ['card-50'] },
      }),
    ]
    const basket = purchaseAt('2026-05-04T09:00', 7165, {
      lines: [
        { amount: 1190, taxRate: 0.19 },
        { amount: 950, taxRate: 0.19, taxIncluded: true, category: 'deposit' },
        { amount: 5000, taxRate: 0, sku: 'card-50' },
        { amount: 25, taxRate: 0.19, category: 'deposit' },
      ],
    })
    const bare = { kind: 'per_amount', points: '1', perAmount: 1 }
    const earnedWith = (includes: string[]) =>
      decide({ terms, rules: [ruleOf({ key: 'cent', way: { ...bare, includes } })] }, [basket])
        .grants[0]?.points
    expect(earnedWith([])).toBe(1000)
    expect(earnedWith(['tax'])).toBe(1190)
    expect(earnedWith(['gift_cards'])).toBe(6000)
    expect(earnedWith(['deposits', 'gift_cards', 'tax'])).toBe(7165)
  })

  test('of 3 for the price of 2, two cups are stamped; a tenth off leaves all three', () => {
    const stamps = ruleOf({
      key: 'cups',
      currency: 'stamps',
      way: { kind: 'per_article', points: '1' },
    })
    const cups = (amount: number, lines: ProgramFact['lines']) =>
      earned({ rules: [stamps] }, [purchaseAt('2026-05-04T09:00', amount, { lines })])
    expect(cups(600, [{ sku: 'cup', quantity: 3, discount: 300, amount: 600 }])).toEqual([
      ['cups', 2],
    ])
    expect(
      cups(600, [
        { sku: 'cup', quantity: 3, amount: 900 },
        { sku: 'cup', quantity: 1, amount: -300 },
      ]),
    ).toEqual([['cups', 2]])
    expect(cups(810, [{ sku: 'cup', quantity: 3, discount: 90, amount: 810 }])).toEqual([
      ['cups', 3],
    ])
    expect(
      cups(600, [
        { sku: 'cup', quantity: 3, amount: 900 },
        { sku: 'cup', quantity: -1, amount: -300 },
      ]),
    ).toEqual([['cups', 2]])
  })

  test('a discount on the whole basket lowers every line in proportion, to the unit', () => {
    const cent = ruleOf({ key: 'cent', way: { ...perEuro, perAmount: 1 } })
    const basket = purchaseAt('2026-05-04T09:00', 1000, {
      lines: [{ amount: 333 }, { amount: 333 }, { amount: 334 }, { amount: 500 }, { amount: -500 }],
    })
    const [grant] = decide({ rules: [cent] }, [basket]).grants
    expect(grant!.points).toBe(1000)
    expect(grant!.lines.map(({ points }) => points)).toEqual([222, 222, 223, 333])
  })

  test('nothing is lost on a large sum', () => {
    const cent = ruleOf({ key: 'cent', way: { ...perEuro, points: '0.000001', perAmount: 1 } })
    expect(earned({ rules: [cent] }, [purchaseAt('2026-05-04T09:00', 9_999_999_500_000)])).toEqual([
      ['cent', 10_000_000],
    ])
  })
})

describe('which purchases', () => {
  const rules = [
    ruleOf({ key: 'base', way: perEuro }),
    ruleOf({
      key: 'happy_hour',
      way: { kind: 'multiplier', factor: '2' },
      when: compare('event.time', 'between', ['15:00', '16:59']),
    }),
    ruleOf({
      key: 'tuesday',
      way: { kind: 'multiplier', factor: '1.5' },
      when: compare('event.weekday', 'equal', 2),
    }),
    ruleOf({
      key: 'oat',
      way: {
        kind: 'multiplier',
        factor: '1.1',
        together: 'always',
        lines: compare('line.sku', 'equal', 'oat'),
      },
    }),
  ]

  test('of several multipliers the highest acts, and one that acts besides comes on top', () => {
    const oat = { lines: [{ sku: 'oat', amount: 1000 }] }
    const onMonday = (time: string) =>
      earned({ rules }, [purchaseAt(`2026-05-04T${time}`, 1000, oat)])
    const onTuesday = (time: string) =>
      earned({ rules }, [purchaseAt(`2026-05-05T${time}`, 1000, oat)])
    expect(onMonday('12:00')).toEqual([
      ['base', 10],
      ['oat', 1],
    ])
    expect(onTuesday('12:00')).toEqual([
      ['base', 10],
      ['oat', 2],
      ['tuesday', 5],
    ])
    expect(onTuesday('15:30')).toEqual([
      ['base', 10],
      ['happy_hour', 10],
      ['oat', 2],
    ])
    expect(onTuesday('17:00')).toEqual([
      ['base', 10],
      ['oat', 2],
      ['tuesday', 5],
    ])
  })

  test('happy hour is by the clock on the wall, in summer and in winter', () => {
    expect(earned({ rules }, [purchaseAt('2026-01-05T15:00', 1000)])).toContainEqual([
      'happy_hour',
      10,
    ])
    expect(earned({ rules }, [purchaseAt('2026-07-06T15:00', 1000)])).toContainEqual([
      'happy_hour',
      10,
    ])
  })

  test('a rule changed in the middle of the month acts from its start on', () => {
    const revisions = [
      ruleOf({ key: 'base', way: perEuro }),
      ruleOf(
        { key: 'base', way: { ...perEuro, points: '3' }, validFrom: '2026-05-15T10:00:00Z' },
        2,
      ),
      ruleOf({ key: 'base', way: perEuro, status: 'ended', validFrom: '2026-06-01T00:00:00Z' }, 3),
    ]
    const grants = decide({ rules: revisions }, [
      purchaseAt('2026-05-15T09:59:59Z', 1000),
      purchaseAt('2026-05-15T10:00:00Z', 1000),
      purchaseAt('2026-06-01T00:00:00Z', 1000),
    ]).grants
    expect(grants.map(({ points, revision }) => [points, revision])).toEqual([
      [10, 1],
      [30, 2],
    ])
  })

  test('the birthday child earns double, on 28 February in common years', () => {
    const people: PersonRevision[] = [
      { fromMillis: 0, tags: ['club'], attributes: { milk: 'oat' }, birthday: '--02-29' },
    ]
    const day = ruleOf({
      key: 'day',
      way: { kind: 'per_purchase', points: 5 },
      when: compare('customer.hasBirthday', 'equal', true),
    })
    const milk = ruleOf({
      key: 'milk',
      way: { kind: 'per_purchase', points: 1 },
      when: {
        kind: 'all',
        of: [
          compare('customer.attribute.milk', 'equal', 'oat'),
          compare('customer.tags', 'contains', 'club'),
        ],
      },
    })
    const on = (date: string) =>
      earned({ rules: [day, milk] }, [purchaseAt(`${date}T09:00`, 100)], people)
    expect([on('2026-02-28'), on('2026-03-01'), on('2028-02-28'), on('2028-02-29')]).toEqual([
      [
        ['day', 5],
        ['milk', 1],
      ],
      [['milk', 1]],
      [['milk', 1]],
      [
        ['day', 5],
        ['milk', 1],
      ],
    ])
  })

  test('a small basket earns nothing, and what earns nothing does not fill it', () => {
    const rule = ruleOf({ key: 'base', way: perEuro, basketMin: 1000 })
    const terms = [termsOf({ deposits: { categories: ['deposit'] } })]
    const lines = [{ amount: 900 }, { amount: 200, category: 'deposit' }]
    expect(
      earned({ rules: [rule], terms }, [purchaseAt('2026-05-04T09:00', 1100, { lines })]),
    ).toEqual([])
    expect(earned({ rules: [rule], terms }, [purchaseAt('2026-05-04T09:00', 1000)])).toEqual([
      ['base', 10],
    ])
  })
})

describe('points for other things', () => {
  test("a review earns once a day at most, an event of one's own by its name", () => {
    const rules = [
      ruleOf({
        key: 'review',
        way: { kind: 'per_event', event: 'review', points: 20 },
        caps: { perDay: 20 },
        when: compare('event.rating', 'is_set', undefined),
      }),
      ruleOf({
        key: 'table',
        way: { kind: 'per_event', event: 'custom', name: 'table_reserved', points: 5 },
      }),
    ]
    expect(
      earned({ rules }, [
        factAt('2026-05-04T09:00', { type: 'review', rating: 5 }),
        factAt('2026-05-04T10:00', { type: 'review', rating: 1 }),
        factAt('2026-05-05T10:00', { type: 'review', rating: 1 }),
        factAt('2026-05-05T11:00', { type: 'custom', name: 'table_reserved' }),
        factAt('2026-05-05T11:00', { type: 'custom', name: 'newsletter_left' }),
      ]),
    ).toEqual([
      ['review', 20],
      ['review', 20],
      ['table', 5],
    ])
  })

  test('receipts within the hour are one visit, counted from its first receipt', () => {
    const rules = [
      ruleOf({ key: 'visit', currency: 'stamps', way: { kind: 'per_visit', points: 1 } }),
    ]
    const times = ['09:00', '09:40', '09:59', '10:00', '10:20', '11:00']
    const facts = times.map((time) => purchaseAt(`2026-05-04T${time}`, 300))
    const { grants, state } = decide({ rules }, facts)
    expect(grants.map(({ earnedAt }) => new Date(earnedAt).toISOString().slice(11, 16))).toEqual([
      '07:00',
      '08:00',
      '09:00',
    ])
    expect(state).toMatchObject({ visits: 3, purchases: 6, purchaseDays: 1 })
  })
})

describe('caps', () => {
  test('a return makes room again in the day of its purchase', () => {
    const rules = [ruleOf({ key: 'base', way: perEuro, caps: { perDay: 10 } })]
    const first = purchaseAt('2026-05-04T09:00', 800)
    const facts = [
      first,
      purchaseAt('2026-05-04T10:00', 800),
      returnAt('2026-05-04T11:00', first, 800),
      purchaseAt('2026-05-04T12:00', 2000),
      purchaseAt('2026-05-05T12:00', 2000),
    ]
    expect(earned({ rules }, facts).map(([, amount]) => amount)).toEqual([8, 2, 8, 10])
  })

  test('a return in the same month makes room in the month, in a later month only in the life', () => {
    const rules = [ruleOf({ key: 'base', way: perEuro, caps: { perMonth: 10, perCustomer: 25 } })]
    const first = purchaseAt('2026-05-04T09:00', 800)
    const second = purchaseAt('2026-05-20T09:00', 2000)
    const facts = [
      first,
      returnAt('2026-05-10T09:00', first, 800),
      second,
      purchaseAt('2026-06-01T09:00', 600),
      returnAt('2026-06-02T09:00', second, 2000),
      purchaseAt('2026-06-03T09:00', 2000),
      purchaseAt('2026-07-01T09:00', 2000),
      purchaseAt('2026-08-01T09:00', 2000),
    ]
    expect(earned({ rules }, facts).map(([, points]) => points)).toEqual([8, 10, 6, 4, 10, 5])
  })

  test('a month and a life have an end too', () => {
    const rules = [
      ruleOf({
        key: 'base',
        way: perEuro,
        caps: { perMonth: 15, perCustomer: 20, perPurchase: 9 },
      }),
    ]
    const dates = ['2026-05-04', '2026-05-31', '2026-06-01', '2026-06-02']
    const facts = dates.map((date) => purchaseAt(`${date}T09:00`, 1000))
    expect(earned({ rules }, facts).map(([, amount]) => amount)).toEqual([9, 6, 5])
  })
})

describe('when points count', () => {
  const validity = (input: Record<string, unknown>, at: string) => {
    const rules = [ruleOf({ key: 'base', way: perEuro, ...input })]
    const [grant] = decide({ rules }, [purchaseAt(at, 1000)]).grants
    return [grant!.availableAt, grant!.expiresAt].map(
      (millis) => millis && new Date(millis).toISOString(),
    )
  }

  test('pending days end at midnight of the business, expiry days too', () => {
    expect(
      validity({ pendingDays: 14, expiry: { kind: 'after_days', days: 30 } }, '2026-03-20T23:30'),
    ).toEqual(['2026-04-02T22:00:00.000Z', '2026-04-19T22:00:00.000Z'])
  })

  test('a month after 31 January is the last of February, which still counts', () => {
    expect(validity({ expiry: { kind: 'after_months', months: 1 } }, '2026-01-31T09:00')).toEqual([
      '2026-01-31T08:00:00.000Z',
      '2026-02-28T23:00:00.000Z',
    ])
  })

  test('what becomes available in January does not expire in December before', () => {
    expect(
      validity(
        { pendingDays: 14, expiry: { kind: 'end_of_year', years: 0 } },
        '2026-12-30T09:00',
      )[1],
    ).toBe('2027-12-31T23:00:00.000Z')
  })
})
