import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicId } from '#kernel/ids.ts'
import { isOf, type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { cardDesk } from '../member-cards.ts'
import type { Client } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let desk: ReturnType<typeof cardDesk>
beforeAll(async () => {
  world = await openLoyaltyWorld()
  ;({ owner } = world)
  desk = cardDesk(world)
  await put(owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.30' })
  await put(owner, '/api/v1/programs/currencies/stamps', { name: 'Stempel', value: '0.15' })
})
afterAll(() => world.close())

const send = (text: string, query: string, by = owner) =>
  by.send('POST', `/api/v1/balance-files?${query}`, {
    body: Buffer.from(text),
    headers: { 'content-type': 'application/octet-stream' },
  })
const take = async (text: string, query = 'dryRun=no&currency=stamps') => {
  const reply = await send(text, query)
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}
const has = async (cardNumber: string, currency = 'stamps'): Promise<number> => {
  const reply = await owner.post('/api/v1/balances/find', { customer: { cardNumber } })
  expect(reply.status, reply.text).toBe(200)
  return reply.body.points.find(isOf(currency)).balance
}
const files = async () => (await owner.get('/api/v1/balance-files')).body.items

/** Undoes what this card brought along, as somebody does who saw that it was wrong. */
async function cancelByHand(cardNumber: string) {
  const { rows } = await sql<{ act: string }>`
    select act_id as act from balance_rows
    where card_number = upper(${cardNumber.replaceAll('-', '')}) or card_number = ${cardNumber}`.execute(
    world.server.house.context.database.kysely,
  )
  const path = `/api/v1/points/acts/${publicId('act', rows[0]!.act)}/cancel`
  const reply = await owner.post(path, { customer: { cardNumber }, store: 'altstadt' })
  expect(reply.status, reply.text).toBe(201)
}

test('balances of an older system are looked at, taken over once, and taken back as a whole', async () => {
  const { customerId, cardNumber } = await desk.enroll({ name: 'Anna' })
  const file = [
    'Kartennummer;Punkte;Art;Name;E-Mail',
    'ALT-1;120;;Bo Lund;bo.lund@post.example',
    `${cardNumber};1.250;stars;Andere;`,
    'ALT-2;7;stamps;;',
  ].join('\n')
  const tried = await take(file, 'currency=stamps')
  expect(tried).toMatchObject({ dryRun: true, id: null })
  expect(tried.counts).toEqual({ read: 3, created: 2, updated: 1, unchanged: 0, refused: 0 })
  expect(tried.rows[1]).toMatchObject({ customerId, before: 0, after: 1250, points: 1250 })
  expect(await files()).toEqual([])
  const taken = await take(file)
  expect(taken.counts).toEqual(tried.counts)
  expect(taken.totals).toEqual([
    { currency: 'stamps', name: 'Stempel', points: 127 },
    { currency: 'stars', name: 'Sterne', points: 1250 },
  ])
  expect([await has('ALT-1'), await has('ALT-2'), await has(cardNumber, 'stars')]).toEqual([
    120, 7, 1250,
  ])
  expect((await desk.find('ALT-1')).guest.name).toBe('Bo Lund')
  expect((await desk.find(cardNumber)).guest.name).toBe('Anna')
  const again = await take(file)
  expect(again).toMatchObject({ id: taken.id, counts: { created: 0, updated: 0, unchanged: 3 } })
  expect(await has('ALT-1')).toBe(120)
  expect(await files()).toMatchObject([{ id: taken.id, rows: 3, takenBackAt: null }])
  await cancelByHand('ALT-2')
  const path = `/api/v1/balance-files/${taken.id}`
  const [back, twice] = [await owner.delete(path), await owner.delete(path)]
  expect([back.status, twice.body], back.text).toEqual([200, back.body])
  expect([await has('ALT-1'), await has('ALT-2'), await has(cardNumber, 'stars')]).toEqual([
    0, 0, 0,
  ])
  // Taken back, it can be taken anew.
  expect((await take(file)).counts).toMatchObject({ created: 0, updated: 3 })
  expect(await has('ALT-1')).toBe(120)
})

test('each row that cannot be followed says why, and the others are taken', async () => {
  const lost = await desk.enroll()
  const path = `customers/${lost.customerId}/card-numbers/block`
  await desk.done(owner, path, { cardNumber: lost.cardNumber }, 200)
  await take('card,points\nOLD-9,5')
  const { counts, rows } = await take(
    [
      'card,points,currency,email',
      ',5,,',
      'R-1,viele,,',
      'R-2,5,taler,',
      'R-3,5,,nobody',
      `${lost.cardNumber},5,,`,
      'R-4,5,,',
      'r-4,5,,',
      'OLD-9,6,,',
      'OLD-9,2,stars,',
      'R-5,0,,',
    ].join('\n'),
  )
  expect(counts).toMatchObject({ read: 10, created: 1, updated: 1, refused: 8 })
  const codes = rows.map((one: { reasons: { code: string }[] }) => one.reasons[0]?.code ?? 'taken')
  expect(codes).toEqual([
    'card_number_missing',
    'points_malformed',
    'point_currency_not_found',
    'email_malformed',
    'card_blocked',
    'taken',
    'row_repeats_card',
    'balance_taken_over',
    'taken',
    'points_malformed',
  ])
  expect([await has('R-4'), await has('OLD-9'), await has('OLD-9', 'stars')]).toEqual([5, 5, 2])
})

test('cards of one family fill one balance, and one file taken twice at once counts once', async () => {
  const { customerId, cardNumber } = await desk.enroll()
  await desk.done(owner, `customers/${customerId}/card-numbers`, { cardNumber: 'FAM-2' })
  const file = `card;points\n${cardNumber};3\nFAM-2;4\n${Array.from({ length: 30 }, (_, n) => `RACE-${n};2`).join('\n')}`
  const replies = await Promise.all([
    send(file, 'dryRun=no&currency=stamps'),
    send(file, 'dryRun=no&currency=stamps'),
  ])
  const brought = replies.map(
    ({ body }) => (body.counts?.created ?? 0) + (body.counts?.updated ?? 0),
  )
  expect(brought.sort((one, other) => one - other)).toEqual([0, 32])
  expect([await has(cardNumber), await has('RACE-7')]).toEqual([7, 2])
})

test('a file without the columns, and whoever is not the owner of all, is refused', async () => {
  expect((await send('a;b\n1;2', 'dryRun=no')).body.code).toBe('balance_columns_missing')
  expect((await send('card;points\nX;2', 'currency=taler')).body.code).toBe(
    'point_currency_not_found',
  )
  const marketing = await world.server.person('marketing')
  expect((await send('card;points\nX;2', 'dryRun=yes', marketing)).status).toBe(403)
  const limited = await world.server.person('owner', [world.stores.altstadt!])
  expect((await send('card;points\nX;2', 'dryRun=yes', limited)).body.code).toBe(
    'caller_limited_to_stores',
  )
})
