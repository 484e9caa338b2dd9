import { afterEach, beforeEach, expect, test } from 'vitest'
import { buy, type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'

let world: LoyaltyWorld
beforeEach(async () => {
  world = await openLoyaltyWorld()
})
afterEach(() => world.close())

const tiers = '/api/v1/programs/tiers'
const silver = (privileges: object[]) => ({
  levels: [{ key: 'silver', name: 'Silber', threshold: 1, privileges }],
})

async function privilegesOf(externalId: string, language?: 'de' | 'en') {
  const query = language ? { language } : {}
  const found = { customer: { externalId }, ...query }
  const { body } = await world.shop.post('/api/v1/balances/find', found)
  const path = `/api/v1/customers/${body.customerId}/balance`
  const read = await world.till.get(language ? `${path}?language=${language}` : path)
  expect(read.body.tier).toEqual(body.tier)
  return read.body.tier.level.privileges
}

test('what a level brings is read as sentences, in both languages, with what a till needs', async () => {
  await put(
    world.owner,
    tiers,
    silver([
      { kind: 'preferred_advice' },
      { kind: 'short_queue' },
      { kind: 'early_access', days: 7 },
      { kind: 'free_extra', what: 'Ein Keks', perMonth: 4 },
      { kind: 'own_words', text: 'Ihr Platz am Fenster' },
    ]),
  )
  await world.record(buy('anna', '2026-03-01T07:00:00Z'))
  const german = await privilegesOf('anna')
  expect(german.map(({ text }: { text: string }) => text)).toEqual([
    'Bevorzugte Beratung',
    'Bedienung ohne Anstehen',
    'Neues 7 Tage früher',
    'Ein Keks gratis dazu, bis zu 4-mal im Monat',
    'Ihr Platz am Fenster',
  ])
  expect(german[2]).toMatchObject({ kind: 'early_access', days: 7, what: null, perMonth: null })
  expect(german[3]).toMatchObject({ kind: 'free_extra', what: 'Ein Keks', perMonth: 4, days: null })
  const english = await privilegesOf('anna', 'en')
  expect(english.map(({ text }: { text: string }) => text)).toEqual([
    'Advice before others',
    'No waiting in line',
    'New things 7 days early',
    'Ein Keks for free, up to 4 times a month',
    'Ihr Platz am Fenster',
  ])
})

test('one day, once and always have words of their own', async () => {
  await put(
    world.owner,
    tiers,
    silver([
      { kind: 'early_access', days: 1 },
      { kind: 'free_extra', what: 'Hafermilch', perMonth: 1 },
      { kind: 'free_extra', what: 'Wasser' },
    ]),
  )
  await world.record(buy('anna', '2026-03-01T07:00:00Z'))
  expect((await privilegesOf('anna')).map(({ text }: { text: string }) => text)).toEqual([
    'Neues einen Tag früher',
    'Hafermilch gratis dazu, einmal im Monat',
    'Wasser gratis dazu',
  ])
})

test('what was said in plain words stays as it was said', async () => {
  const plain = [
    { kind: 'service', text: 'Barista fragt zuerst' },
    { kind: 'early_access', text: 'Neue Röstung zuerst' },
    { kind: 'free_extra', text: 'Ein Glas Wasser' },
  ]
  await put(world.owner, tiers, silver(plain))
  await world.record(buy('anna', '2026-03-01T07:00:00Z'))
  expect(await privilegesOf('anna', 'en')).toMatchObject(plain)
})

test('a privilege that says nothing, or too much, is refused at its place', async () => {
  const refused = async (privilege: object) => {
    const reply = await world.owner.put(tiers, silver([privilege]))
    expect(reply.status).toBe(422)
    return reply.body.errors.map(({ pointer }: { pointer: string }) => pointer)
  }
  const at = (field: string) => [`/levels/0/privileges/0${field}`]
  expect(await refused({ kind: 'early_access' })).toEqual(at('/days'))
  expect(await refused({ kind: 'early_access', days: 0 })).toEqual(at('/days'))
  expect(await refused({ kind: 'free_extra', perMonth: 2 })).toEqual(at('/what'))
  expect(await refused({ kind: 'free_extra', what: 'Keks', perMonth: 40 })).toEqual(at('/perMonth'))
  expect(await refused({ kind: 'own_words' })).toEqual(at('/text'))
  expect(await refused({ kind: 'short_queue', days: 3 })).toEqual(at(''))
  expect(await refused({ kind: 'red_carpet' })).toEqual(at('/kind'))
})

const cookieFor = (customer: string, externalId: string) => ({
  ...{ source: 'till-1', externalId, extra: 'Keks', store: 'altstadt' },
  customer: { externalId: customer },
})
const claim = (externalId: string, customer = 'anna') =>
  world.owner.post('/api/v1/extra-claims', cookieFor(customer, externalId))
const leftOf = async (customer = 'anna') => (await privilegesOf(customer))[0].leftThisMonth

async function cookies(perMonth: number) {
  await put(world.owner, tiers, silver([{ kind: 'free_extra', what: 'Keks', perMonth }]))
  await world.record(buy('anna', '2026-03-01T07:00:00Z'))
}

test('an extra that comes twice a month is given twice, however many ask at once', async () => {
  await cookies(2)
  expect(await leftOf()).toBe(2)
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, index) => claim(`cookie-${index}`)),
  )
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(2)
  const refused = replies.filter(({ status }) => status !== 201)
  expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['extra_used_up']))
  expect(await leftOf()).toBe(0)
})

test('the same claim counts once, an undone one not at all, and a new month begins anew', async () => {
  await cookies(1)
  const first = await claim('cookie')
  expect([first.status, (await claim('cookie')).text]).toEqual([201, first.text])
  const undo = `/api/v1/extra-claims/${first.body.id}/cancel`
  const undone = await world.owner.post(undo, {})
  expect([undone.status, (await world.owner.post(undo, {})).text]).toEqual([200, undone.text])
  expect(await leftOf()).toBe(1)
  expect([(await claim('again')).status, (await claim('more')).body.code]).toEqual([
    201,
    'extra_used_up',
  ])
  world.at('2026-04-01T08:00:00Z')
  expect([await leftOf(), (await claim('april')).status]).toEqual([1, 201])
  const timeline = `/api/v1/customers/${first.body.customerId}/timeline`
  const told = (await world.owner.get(timeline)).body.items.filter(
    ({ details }: { details: { name?: string } }) => details.name === 'Keks',
  )
  expect(told.map(({ type }: { type: string }) => type).sort()).toEqual([
    'extra_given',
    'extra_given',
    'extra_given',
    'extra_undone',
  ])
})

test('nobody is given what their tier does not bring', async () => {
  await cookies(1)
  const guest = await world.owner.post('/api/v1/customers', {
    identities: [{ kind: 'external_id', value: 'bert' }],
  })
  expect(guest.status).toBe(201)
  expect((await claim('cookie', 'bert')).body.code).toBe('extra_not_held')
})
