import fc from 'fast-check'

const minute = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes) => new Date(Date.UTC(2025, 0, 1) + minutes * 60_000).toISOString())
const customer = fc.option(
  fc.constantFrom('anna', 'bert', 'cleo').map((externalId) => ({ externalId })),
  { nil: undefined },
)
const shop = {
  store: fc.constantFrom('Altstadt', 'Ufer', undefined),
  channel: fc.constantFrom('store', 'web', undefined),
}
const line = fc.record({
  category: fc.constantFrom('Kaffee', 'Kuchen', undefined),
  amount: fc.integer({ min: 0, max: 2000 }),
  cost: fc.constantFrom(100, undefined),
})
const version = fc.integer({ min: 0, max: 3 })

/** Random facts of three customers and nobody. Content follows from key and version, since the same version never says two things. */
export const anyFacts = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constant('purchase'),
          key: fc.integer({ min: 0, max: 12 }),
          version,
          occurredAt: minute,
          customer,
          ...shop,
          lines: fc.array(line, { minLength: 1, maxLength: 3 }),
          rest: fc.integer({ min: 0, max: 300 }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constant('return'),
          key: fc.integer({ min: 20, max: 30 }),
          version,
          occurredAt: minute,
          customer,
          ...shop,
          amount: fc.integer({ min: 0, max: 3000 }),
          of: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constantFrom('visit', 'download', 'note'),
          key: fc.integer({ min: 40, max: 50 }),
          version,
          occurredAt: minute,
          customer,
          ...shop,
        }),
      },
    ),
    { minLength: 1, maxLength: 25 },
  )
  .map((drawn) =>
    [...new Map(drawn.map((one) => [`${one.key}/${one.version}`, one])).values()].map(asEvent),
  )

type Drawn = {
  type: string
  key: number
  version: number
  occurredAt: string
  customer: { externalId: string } | undefined
  store: string | undefined
  channel: string | undefined
  lines?: { amount: number }[]
  rest?: number
  amount?: number
  of?: number | undefined
}

/** As it is sent. */
export function asEvent({ key, lines, rest, of, ...drawn }: Drawn) {
  return JSON.parse(
    JSON.stringify({
      ...drawn,
      source: 'till',
      externalId: `e${key}`,
      ...(drawn.type === 'download' && { name: 'Karte' }),
      ...(drawn.type === 'note' && { text: 'Mag Hafermilch' }),
      ...(lines && { lines, amount: lines.reduce((sum, { amount }) => sum + amount, rest ?? 0) }),
      ...(of !== undefined && { purchase: { externalId: `e${of}` } }),
    }),
  )
}

/** Facts, and the same told twice, in another order and in other batches. */
export const toldOtherwise = anyFacts.chain((events) =>
  fc.record({
    events: fc.constant(events),
    shuffled: fc.shuffledSubarray([...events, ...events], {
      minLength: events.length * 2,
      maxLength: events.length * 2,
    }),
    batches: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
  }),
)
