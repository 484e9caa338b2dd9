import fc from 'fast-check'
import { earningRule } from '#contract/language/earning-rule.ts'
import { type GiftLadder, giftLadder } from '#contract/language/gift-ladder.ts'
import { programEnding } from '#contract/language/program-ending.ts'
import { programTerms } from '#contract/language/program-terms.ts'
import { tierLadder } from '#contract/language/tier-ladder.ts'
import type { Program, RuleRevision } from '#domain/loyalty/program.ts'
import type { ProgramFact } from '#domain/loyalty/program-fact.ts'
import { TimeZone } from '#kernel/time-zone.ts'

export const berlin = new TimeZone('Europe/Berlin')
const longAgo = '2020-01-01T00:00:00Z'

/** A rule as the contract reads it, in force since long ago unless it says otherwise. */
export const ruleOf = (input: Record<string, unknown>, revision = 1): RuleRevision => ({
  ...earningRule.parse({ name: 'A rule', validFrom: longAgo, currency: 'points', ...input }),
  revision,
})

export const tiersOf = (input: Record<string, unknown>) =>
  tierLadder.parse({ validFrom: longAgo, ...input })

export const ladderOf = (input: Record<string, unknown>): GiftLadder =>
  giftLadder.parse({ name: 'Gifts', validFrom: longAgo, ...input })

export const termsOf = (input: Record<string, unknown>) =>
  programTerms.parse({ validFrom: longAgo, ...input })

export const programOf = (parts: Partial<Program>): Program => ({
  zone: berlin,
  taxRates: [],
  terms: [],
  rules: [],
  tiers: [],
  giftLadders: [],
  endings: [],
  ...parts,
})

let numbers = 0
/** A fact with a key of its own unless one is given; times without an offset are Berlin's. */
export function factAt(at: string, given: Partial<ProgramFact> = {}): ProgramFact {
  const externalId = given.externalId ?? `event-${++numbers}`
  const atMillis = /Z|[+]/.test(at)
    ? Date.parse(at)
    : berlin.instantOf(Date.parse(`${at}Z`)).getTime()
  return {
    eventId: `id of ${externalId}`,
    source: 'till',
    externalId,
    atMillis,
    type: 'purchase',
    name: null,
    store: null,
    storeNumber: 0,
    channel: null,
    amount: null,
    receipt: null,
    rating: null,
    lines: [],
    purchase: null,
    ...given,
  }
}

export const purchaseAt = (at: string, amount: number, given: Partial<ProgramFact> = {}) =>
  factAt(at, { amount, ...given })

export const returnAt = (at: string, of: ProgramFact, amount: number) =>
  factAt(at, {
    type: 'return',
    amount,
    purchase: { source: of.source, externalId: of.externalId },
  })

const changes = ['2026-02-10T09:30:00Z', '2026-03-15T13:00:00Z', '2026-05-01T00:00:00Z']
const start = fc.constantFrom(longAgo, ...changes)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const exact = fc.constantFrom('0.1', '0.333333', '1', '1.5', '2.5')
const coffee = { kind: 'compare', field: 'line.category', operator: 'equal', value: 'coffee' }

const way = fc.oneof(
  fc.record({
    kind: fc.constant('per_amount'),
    points: exact,
    perAmount: fc.constantFrom(10, 100),
    includes: fc.subarray(['tax', 'deposits', 'free_articles']),
    tierPoints: fc.constantFrom({}, { gold: '3' }),
    lines: maybe(fc.constant(coffee)),
  }),
  fc.record({ kind: fc.constant('per_article'), points: exact }),
  fc.record({ kind: fc.constant('per_purchase'), points: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant('per_visit'), points: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constant('per_event'),
    event: fc.constant('review'),
    points: fc.integer({ min: 1, max: 50 }),
  }),
  fc.record({
    kind: fc.constant('multiplier'),
    factor: fc.constantFrom('1.25', '2'),
    together: fc.constantFrom('highest', 'always'),
  }),
)
const when = fc.constantFrom(
  { kind: 'compare', field: 'event.time', operator: 'between', value: ['15:00', '17:00'] },
  { kind: 'compare', field: 'customer.purchases', operator: 'at_least', value: 2 },
  { kind: 'compare', field: 'customer.tier', operator: 'equal', value: 'gold' },
  { kind: 'compare', field: 'customer.tags', operator: 'contains', value: 'club' },
  { kind: 'compare', field: 'customer.daysSinceLastPurchase', operator: 'at_most', value: 9 },
)
const cap = maybe(fc.integer({ min: 5, max: 200 }))
const rule = fc
  .record({
    key: fc.constantFrom('one', 'two', 'three', 'four'),
    status: fc.constantFrom('active', 'active', 'active', 'ended'),
    validFrom: start,
    currency: fc.constantFrom('points', 'points', 'stars'),
    way,
    when: maybe(when),
    basketMin: maybe(fc.constant(300)),
    caps: fc.record({ perPurchase: cap, perDay: cap, perMonth: cap, perCustomer: cap }),
    pendingDays: fc.constantFrom(0, 14),
  })
  .map((input) => ruleOf(withoutGaps(input)))

const tiers = fc
  .record({
    validFrom: start,
    basis: fc.constantFrom('visits', 'purchase_days', 'points', 'spend'),
    currency: fc.constant('points'),
    windowDays: fc.constantFrom(20, 60),
    periodDays: fc.constantFrom(28, 40),
    graceDays: fc.constantFrom(0, 7),
    silver: fc.integer({ min: 1, max: 4 }),
    lasting: fc.constantFrom('period', 'lifetime'),
  })
  .map(({ silver, lasting, ...rest }) =>
    tiersOf({
      ...rest,
      levels: [
        { key: 'silver', name: 'Silver', threshold: silver, lasting },
        { key: 'gold', name: 'Gold', threshold: silver + 2 },
      ],
    }),
  )

const ladder = fc
  .record({
    key: fc.constantFrom('gifts', 'more'),
    validFrom: start,
    counts: fc.constantFrom('visits', 'purchases'),
    amountMin: fc.constantFrom(0, 500),
  })
  .map((input) => ladderOf({ ...input, rounds: [{ steps: [{ count: 3, articles: ['cup'] }] }] }))

/** Late in the lives, so that most of each is lived before. */
const ending = fc
  .record({
    validFrom: start,
    status: fc.constantFrom('active' as const, 'ended' as const),
    collectUntil: fc.constantFrom('2026-04-02', '2026-05-20'),
    redeemUntil: fc.constantFrom('2026-05-21', '2026-06-10'),
  })
  .map((input) => programEnding.parse(input))

/** Undefined stands for left out, which the contract does not take for a value. */
function withoutGaps(input: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(input)) as Record<string, unknown>
}

export const anyProgram: fc.Arbitrary<Program> = fc
  .record({
    terms: fc.array(
      fc
        .record({ validFrom: start, visitMinutes: fc.constantFrom(0, 60, 600) })
        .map((input) => termsOf({ ...input, deposits: { categories: ['deposit'], skus: [] } })),
      { maxLength: 2 },
    ),
    rules: fc.array(rule, { maxLength: 8, size: 'max' }),
    tiers: fc.array(tiers, { maxLength: 2 }),
    giftLadders: fc.array(ladder, { maxLength: 3 }),
    endings: fc.array(ending, { maxLength: 2 }),
  })
  .map((parts) => programOf({ ...parts, taxRates: [{ fromMillis: 0, rate: 0.19 }] }))

const minute = fc
  .integer({ min: 0, max: 180 * 24 * 12 })
  .map((fives) => Date.UTC(2026, 0, 1) + fives * 300_000)
/** Few instants, so that events share one, and close receipts are common. */
const moment = fc.oneof(
  minute,
  fc.integer({ min: 0, max: 30 }).map((n) => Date.UTC(2026, 1, 10, 9) + n * 900_000),
)
const amount = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(0, 1, 999))
const line = fc.record(
  {
    category: fc.constantFrom('coffee', 'cake', 'deposit'),
    sku: fc.constantFrom('a', 'b'),
    quantity: fc.constantFrom(1, 2, 3, 0.35),
    discount: fc.constantFrom(0, 100),
    amount: fc.integer({ min: -400, max: 1500 }),
    taxRate: fc.constantFrom(0.07, 0.19),
    taxIncluded: fc.boolean(),
  },
  { requiredKeys: ['amount'] },
)

const purchase = fc
  .record({ atMillis: moment, amount, lines: fc.array(line, { maxLength: 4 }) })
  .map((given) => ({ type: 'purchase', ...given, purchase: null, rating: null }))
const returned = fc
  .record({ atMillis: moment, amount, of: fc.option(fc.nat(40), { nil: null }) })
  .map(({ of, ...given }) => ({
    type: 'return',
    ...given,
    lines: [],
    purchase: of === null ? null : { source: 'till', externalId: `e${of}` },
    rating: null,
  }))
const other = fc
  .record({ atMillis: moment, type: fc.constantFrom('visit', 'review', 'download') })
  .map((given) => ({ ...given, amount: null, lines: [], purchase: null, rating: 5 }))

/** A life of up to 50 events with keys of their own: `e0`, `e1`, ... */
export const anyLife: fc.Arbitrary<ProgramFact[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: purchase },
      { weight: 3, arbitrary: returned },
      { weight: 2, arbitrary: other },
    ),
    { maxLength: 50, size: 'max' },
  )
  .map((events) =>
    events.map((event, index) => ({
      eventId: `id-${index}`,
      source: 'till',
      externalId: `e${index}`,
      name: null,
      store: null,
      storeNumber: 0,
      channel: null,
      receipt: null,
      ...event,
    })),
  )
