import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anew,
  buy,
  giveBack,
  type LoyaltyWorld,
  openLoyaltyWorld,
  put,
  starRule,
} from '../loyalty.ts'

/** What a preview says of a rule of any kind is what the same days bring once it is really said. */

const launch = '2026-03-01T08:00:00Z'
const changed = '2026-04-15T08:00:00Z'
const today = '2026-05-30T20:00:00Z'

const guests = ['anna', 'bert', 'carla', 'dora', 'emil'] as const

/** At all hours of the day, in two stores, with reviews, downloads, cakes and a few returns. */
function spring(): object[] {
  const events: object[] = []
  for (const [place, guest] of guests.entries()) {
    for (let day = 1; day < 87; day += 2 + place) {
      const hour = 8 + ((day * (place + 3)) % 11)
      const at = new Date(Date.UTC(2026, 2, 2 + day, hour, 7 * place)).toISOString()
      const amount = 350 + ((day * 137 + place * 911) % 4200)
      const store = (day + place) % 3 ? 'altstadt' : 'hafen'
      const cake = Math.round(amount / 3)
      const lines = [
        { name: 'Kuchen', category: 'cake', quantity: 1 + (day % 3), amount: cake },
        { name: 'Kaffee', category: 'coffee', amount: amount - cake },
      ]
      const bought = buy(guest, at, amount, { store, lines })
      events.push(bought)
      const later = new Date(Date.parse(at) + 3 * 86_400_000).toISOString()
      if (day % 7 === place) events.push(giveBack(bought, later, Math.round(amount / 2), guest))
      const of = { ...anew('web'), occurredAt: later, customer: { externalId: guest } }
      if (day % 5 === place % 3) events.push({ ...of, type: 'review', rating: 1 + (day % 5) })
      if (day % 4 === 1) events.push({ ...of, ...anew('web'), type: 'download', name: 'menu' })
    }
  }
  return events
}
const events = spring()

/** The program that is there: visits bring more from the middle of it on, and make levels. */
async function opened(rule: object | null): Promise<LoyaltyWorld> {
  const world = await openLoyaltyWorld(launch)
  const { owner } = world
  await put(owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.30' })
  await put(owner, '/api/v1/programs/rules/visit', starRule())
  const levels = [
    { key: 'silver', name: 'Silber', threshold: 5 },
    { key: 'gold', name: 'Gold', threshold: 12 },
  ]
  await put(owner, '/api/v1/programs/tiers', { basis: 'visits', levels })
  const euro = { kind: 'per_amount', points: '0.2', perAmount: 100, includes: ['tax'] }
  await put(owner, '/api/v1/programs/rules/euro', { name: 'Euro', currency: 'stars', way: euro })
  if (rule) await put(owner, '/api/v1/programs/rules/tried', rule)
  world.at(changed)
  const more = starRule({ way: { kind: 'per_visit', points: 3 }, caps: { perMonth: 25 } })
  await put(owner, '/api/v1/programs/rules/visit', more)
  world.at(today)
  const { body, text } = await world.shop.post('/api/v1/events', { events })
  expect(body.accepted, text).toBe(events.length)
  return world
}

async function starsIn(world: LoyaltyWorld): Promise<Map<string, number>> {
  const stars = new Map<string, number>()
  for (const guest of guests) {
    const { customerId, points } = await world.balance(guest)
    const [one] = points
    stars.set(guest, one.balance + one.pending + one.expired)
    ids.set(customerId, guest)
  }
  return stars
}

const ids = new Map<string, string>()
const sumOf = (stars: ReadonlyMap<string, number>) =>
  [...stars.values()].reduce((all, one) => all + one, 0)

const is = (field: string, operator: string, value: unknown) => ({
  ...{ kind: 'compare', field, operator, value },
})
const stars = { name: 'Versuch', currency: 'stars' }
const byEuro = { kind: 'per_amount', points: '1.5', perAmount: 100, includes: ['tax'] }

const rules: [what: string, rule: object][] = [
  ['points for each visit', { ...stars, way: { kind: 'per_visit', points: 2 } }],
  [
    'points for reviews, five at most',
    {
      ...{ ...stars, way: { kind: 'per_event', event: 'review', points: 4 } },
      caps: { perCustomer: 20, perDay: 4 },
    },
  ],
  [
    'points for one kind of download',
    {
      ...{ ...stars, way: { kind: 'per_event', event: 'download', points: 1 } },
      ...{ when: is('event.name', 'equal', 'menu'), caps: { perMonth: 3 } },
    },
  ],
  [
    'points by the euro up to a cap',
    {
      ...{ ...stars, way: byEuro, basketMin: 500 },
      caps: { perPurchase: 30, perDay: 35, perMonth: 200 },
    },
  ],
  [
    'a happy hour',
    {
      ...{ ...stars, way: byEuro },
      when: {
        kind: 'all',
        of: [is('event.time', 'at_least', '14:00'), is('event.time', 'less', '17:00')],
      },
    },
  ],
  [
    'twice as much on cake',
    {
      ...{
        ...stars,
        way: { kind: 'multiplier', factor: '2', lines: is('line.category', 'equal', 'cake') },
      },
    },
  ],
  [
    'two and a half times as much in one store',
    {
      ...{ ...stars, way: { kind: 'multiplier', factor: '2.5', together: 'always' } },
      when: is('event.store', 'equal', 'hafen'),
    },
  ],
  [
    'points for those who hold gold',
    {
      ...{ ...stars, way: { kind: 'per_purchase', points: 5 } },
      when: is('customer.tier', 'equal', 'gold'),
    },
  ],
  [
    'a better rate by level, in one store, given later and for a time',
    {
      ...{ ...stars, way: { ...byEuro, tierPoints: { silver: '2', gold: '3.25' } } },
      ...{ when: is('event.store', 'equal', 'altstadt'), pendingDays: 14 },
      expiry: { kind: 'after_days', days: 20 },
    },
  ],
  [
    'points for each cake from the third visit on',
    {
      ...{
        ...stars,
        way: { kind: 'per_article', points: '1.5', lines: is('line.category', 'equal', 'cake') },
      },
      when: is('customer.visits', 'at_least', 3),
    },
  ],
]

let without: LoyaltyWorld
beforeAll(async () => {
  without = await opened(null)
})
afterAll(() => without.close())

test.each(rules)('%s', async (_, rule) => {
  const change = { kind: 'rule', content: { key: 'tried', ...rule } }
  const reply = await without.owner.post('/api/v1/programs/previews', { change, days: 90 })
  expect(reply.body.status, reply.text).toBe('done')
  const { points, examples, customers } = reply.body.result
  const within = await opened(rule)
  const [before, after] = [await starsIn(without), await starsIn(within)]
  expect(sumOf(after)).toBeGreaterThan(sumOf(before))
  expect(points).toMatchObject([{ before: sumOf(before), after: sumOf(after) }])
  const gains = guests.filter((guest) => after.get(guest)! > before.get(guest)!)
  expect(customers).toMatchObject({ gain: gains.length, lose: 0 })
  for (const { customerId, points: told } of examples) {
    const guest = ids.get(customerId)!
    expect([guest, told[0]]).toMatchObject([
      guest,
      { before: before.get(guest), after: after.get(guest) },
    ])
  }
  await within.close()
})
