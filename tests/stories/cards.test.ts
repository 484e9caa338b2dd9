import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  cardLink,
  formOfCardNumber,
  groupedCardNumber,
  withCheckDigits,
} from '#kernel/card-number.ts'
import { type LoyaltyWorld, openLoyaltyWorld, starsForVisits } from '../loyalty.ts'
import { cardDesk } from '../member-cards.ts'
import type { Client } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let till: Client
let desk: ReturnType<typeof cardDesk>
beforeAll(async () => {
  world = await openLoyaltyWorld()
  ;({ owner, till } = world)
  desk = cardDesk(world)
  await starsForVisits(owner)
})
afterAll(() => world.close())

test('as long as no numbers are made here, any number is a card', async () => {
  const { customerId } = await desk.enroll({ cardNumber: '4821 0937 55' })
  expect((await desk.find('4821093755')).guest.customerId).toBe(customerId)
  expect(await desk.cardsOf(customerId)).toMatchObject([
    { cardNumber: '4821093755', state: 'in_use', madeHere: false, issuedIn: { code: 'altstadt' } },
  ])
})

test('numbers are made together, lead to nobody, and are given out one by one', async () => {
  const made = await desk.done(owner, 'card-batches', { size: 24, note: 'Erster Bogen' })
  expect(made).toMatchObject({ size: 24, new: 24, note: 'Erster Bogen' })
  const numbers = made.cards.map(({ cardNumber }: { cardNumber: string }) => cardNumber)
  expect(new Set(numbers).size).toBe(24)
  expect(numbers.map(formOfCardNumber)).toEqual(numbers.map(() => 'own'))
  expect((await desk.find(numbers[0])).guest).toBeNull()
  const { customerId } = await desk.enroll({ cardNumber: numbers[0], name: 'Elif Yıldız' })
  expect((await desk.find(numbers[0])).guest).toMatchObject({ customerId, name: 'Elif Yıldız' })
  const { items } = (await owner.get('/api/v1/card-batches')).body
  expect(items[0]).toMatchObject({ id: made.id, new: 23 })
  const { cards } = (await owner.get(`/api/v1/card-batches/${made.id}`)).body
  expect(cards.find((one: { state: string }) => one.state === 'in_use').cardNumber).toBe(numbers[0])
})

test('a printed link is as good as the number in it, however a scanner types it', async () => {
  const [number] = await desk.batch(1)
  const { customerId, cardNumber } = await desk.enroll({
    cardNumber: cardLink(`https://${'bonus.'.repeat(20)}example`, number!),
  })
  expect(cardNumber).toBe(number)
  for (const scanned of [
    `https://bonus.example/#card-${number}`,
    `httpsÖ--bonus.example-§cardß${number}`,
  ]) {
    expect((await desk.find(scanned)).guest.customerId).toBe(customerId)
  }
  const { items } = (
    await owner.get(
      `/api/v1/customers?search=${encodeURIComponent(cardLink('https://bonus.example', number!))}`,
    )
  ).body
  expect(items.map(({ id }: { id: string }) => id)).toEqual([customerId])
  const cards = await desk.cardsOf(customerId)
  expect(cards.map((one) => one.cardNumber)).toEqual([number])
  const endless = { cardNumber: `X${'4'.repeat(64)}` }
  expect((await owner.post('/api/v1/pos/guests', endless)).body.code).toBe('body_malformed')
  const strange = await desk.find('httpsÖ--bonus.example-§cardß4821093711')
  expect(strange).toMatchObject({ guest: null, hits: [] })
})

test('a till that has no card left makes a number of its own', async () => {
  const { customerId, cardNumber } = await desk.enroll({})
  expect(formOfCardNumber(cardNumber)).toBe('own')
  expect((await desk.find(cardNumber)).guest.customerId).toBe(customerId)
})

test('once numbers are made here, nobody invents one, and a slip is called a slip', async () => {
  const [number] = await desk.batch(1)
  const slip = `${number!.slice(0, -1)}${(Number(number!.at(-1)) + 1) % 10}`
  const never = withCheckDigits(10_000_000)
  for (const [typed, code] of [
    [slip, 'card_number_mistyped'],
    [never, 'card_not_issued'],
  ] as const) {
    expect(await desk.refused(till, 'pos/guests/find', { text: typed })).toBe(code)
    expect(await desk.refused(till, 'pos/guests', { cardNumber: typed })).toBe(code)
    const identities = [{ kind: 'card_number', value: typed }]
    expect(await desk.refused(owner, 'customers', { identities })).toBe(code)
  }
  // An older system's card, and one of ten digits that somebody has.
  await desk.enroll({ cardNumber: 'CARD-4711' })
  expect((await desk.find('4821093755')).guest).not.toBeNull()
})

test('two tills give one card out at once: one of them does', async () => {
  const [number] = await desk.batch(1)
  const replies = await Promise.all(
    ['Ada', 'Bea', 'Cleo'].map((name) =>
      till.post('/api/v1/pos/guests', { cardNumber: number, name, store: 'altstadt' }),
    ),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  const [won] = replies.filter(({ status }) => status === 201)
  expect((await desk.find(number!)).guest.customerId).toBe(won!.body.customerId)
  // Who lost is nobody, and not a guest without a card.
  const found = await Promise.all(['Ada', 'Bea', 'Cleo'].map(desk.find))
  expect(found.flatMap(({ hits }) => hits)).toHaveLength(1)
})

test('a number is drawn as a QR code and as a bar code', async () => {
  for (const as of ['qr', 'bar']) {
    const drawn = await owner.post('/api/v1/card-numbers/code', { cardNumber: '4821093710', as })
    expect(drawn.status, drawn.text).toBe(200)
    expect(drawn.headers['content-type']).toContain('image/svg+xml')
    expect(drawn.text).toMatch(/^<svg .*<\/svg>\s*$/s)
  }
})

test('a card without a person is a full member: in the list, on a page, told and erased', async () => {
  const { customerId, cardNumber } = await desk.enroll()
  const search = encodeURIComponent(groupedCardNumber(cardNumber))
  const { items } = (await owner.get(`/api/v1/customers?search=${search}`)).body
  expect(items).toMatchObject([{ id: customerId, name: null }])
  const page = await owner.get(`/api/v1/customers/${customerId}/page`)
  expect(page.body.customer, page.text).toMatchObject({ name: null })
  const told = (await owner.get(`/api/v1/customers/${customerId}/export`)).body
  expect(told.person[0].cards).toMatchObject([{ number: cardNumber }])
  await desk.done(owner, `customers/${customerId}/erasure`, { dryRun: false }, 200)
  expect(await desk.refused(till, 'pos/guests/find', { text: cardNumber })).toBe('card_not_issued')
})
