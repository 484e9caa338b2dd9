import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventInput } from './event.ts'
import { plainPurchase } from './plain-purchase.ts'

const sound = {
  type: 'purchase',
  source: 'till',
  externalId: 'b1',
  occurredAt: '2026-11-21T08:16:00.000Z',
  customer: { externalId: 'k1' },
  store: 's1',
  channel: 'store',
  receiptNumber: '17',
  lines: [{ sku: 'a17', category: 'c1', quantity: 1, amount: 430 }],
}

const words = fc.oneof(
  fc.constantFrom('', ' ', 'a', ' a', 'a ', 'ä', 'a\u0000', '\ud800', 'a\u00a0', 'a\tb', '+49 170'),
  fc.constantFrom(64, 65, 100, 101, 128, 129, 200, 201).map((length) => 'x'.repeat(length)),
  fc.string({ maxLength: 5 }),
)
const numbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 0.5, 0.001, 1e8, 1e8 + 1, 1e11, 1e11 + 1, -1e11, 2 ** 53, 1e308),
  fc.integer(),
)
const instants = fc.oneof(
  fc.constantFrom(
    ...[
      '2026-02-28T00:00:00Z',
      '2026-02-29T00:00:00Z',
      '2028-02-29T00:00:00Z',
      '1970-01-01T12:00:00Z',
    ],
    ...[
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-01-01T24:00:00Z',
    ],
    ...['2026-01-01T08:00:00+01:00', '2026-01-01T08:00:00-13:59', '2026-01-01T08:00:00+24:00'],
    ...[
      '2026-01-01T08:00Z',
      '2026-01-01T08:00:00',
      '2026-01-01T08:00:00.1234Z',
      '2149-01-01T00:00:00Z',
    ],
    ...[
      '2148-12-28T23:59:59.999-13:00',
      '2026-01-01T08:00:60Z',
      '2026-01-01t08:00:00z',
      '0000-01-01T00:00:00Z',
    ],
  ),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
)
const anything = fc.oneof(
  words,
  numbers,
  instants,
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
)
const among = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 3 })

const lineNames = [
  ...['sku', 'name', 'category', 'quantity', 'unitPrice', 'discount', 'amount', 'cost'],
  ...['taxRate', 'taxIncluded', 'constructor', '__proto__'],
]
const lines = fc.array(
  fc
    .tuple(among(lineNames), fc.boolean())
    .map(([line, whole]) => (whole ? { ...sound.lines[0], ...line } : line)),
  { maxLength: 3 },
)
const customers = among(['id', 'externalId', 'cardNumber', 'email', 'phone', 'toString'])
const changes = fc.oneof(
  among([
    ...Object.keys(sound),
    'version',
    'amount',
    'currency',
    'exchangeRate',
    'purchase',
    '__proto__',
  ]),
  fc.record({ lines }),
  fc.record({ customer: fc.oneof(customers, fc.constant({ email: 'Anna@example.com' })) }),
  fc.record({ occurredAt: instants }),
  fc.record({
    lines: fc.constantFrom(199, 200, 201).map((count) => Array(count).fill({ amount: 1 })),
  }),
)

describe('a plain purchase', () => {
  test('is taken without the schema', () => {
    expect(plainPurchase(sound)).toEqual(eventInput.parse(sound))
    expect(plainPurchase({ ...sound, amount: 12, version: 3 })).not.toBeNull()
    expect(plainPurchase({ ...sound, occurredAt: '2026-11-21T08:16:00+01:00' })).not.toBeNull()
  })

  test('is what the schema says, letter by letter, whatever was changed in it', () => {
    let taken = 0
    fc.assert(
      fc.property(changes, fc.option(fc.constantFrom(...Object.keys(sound))), (change, without) => {
        const sent: Record<string, unknown> = { ...sound, ...change }
        if (without) delete sent[without]
        const plain = plainPurchase(sent)
        if (plain === null) return
        taken++
        const parsed = eventInput.safeParse(sent)
        expect(parsed.success).toBe(true)
        expect(plain).toStrictEqual(parsed.data)
        // What was sent before is known again by the hash of this text.
        expect(JSON.stringify(plain)).toBe(JSON.stringify(parsed.data))
      }),
      { numRuns: 3000 },
    )
    expect(taken).toBeGreaterThan(300)
  })

  test('of any other form is left to the schema', () => {
    const others = [
      null,
      [],
      'purchase',
      { ...sound, type: 'visit' },
      { ...sound, extra: 1 },
      { ...sound, store: 'Straße' },
      { ...sound, lines: [{ amount: 1.5 }] },
      JSON.parse('{"type":"purchase","__proto__":{"source":"till"}}'),
      Object.create(sound),
    ]
    for (const sent of others) expect(plainPurchase(sent)).toBeNull()
  })
})
