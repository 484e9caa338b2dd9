import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const start = (client: Client, plan: object) => client.post('/api/v1/start', plan)
const stamps = async () => (await owner.get('/api/v1/programs')).body

async function proposed() {
  const { body } = await owner.get('/api/v1/start?trade=cafe')
  const named = { businessName: 'Café Süd', storeName: 'Café Süd' }
  return { ...body.proposal, ...named, terms: 'Fair.', otherTerms: 'Fair, too.' }
}

test('from nothing to a stamp in one step, which repeats do not make twice', async () => {
  expect((await owner.get('/api/v1/start?trade=cafe')).body).toMatchObject({
    ...{ standing: 'free', ground: null, made: null },
    proposal: { trade: 'cafe', full: { name: 'ein Heißgetränk', places: 10 } },
  })
  const plan = await proposed()

  const dear = { ...plan, first: { ...plan.first, places: 10 } }
  expect((await start(owner, dear)).body.code).toBe('start_reward_too_dear')
  const open = { ...plan, otherTerms: 'By ___name___.' }
  expect((await start(owner, open)).body.code).toBe('terms_with_gaps')
  expect((await owner.get('/api/v1/stores')).body.items).toEqual([])
  for (const role of ['marketing', 'store_manager', 'cashier'] as const) {
    expect((await start(await server.person(role), plan)).status).toBe(403)
  }

  const [made, again] = await Promise.all([start(owner, plan), start(owner, plan)])
  expect(made.status, made.text).toBe(201)
  expect(again.body).toEqual(made.body)
  expect(made.body).toMatchObject({ store: { code: 'cafe-sued', name: 'Café Süd' } })

  const program = await stamps()
  expect(program).toMatchObject({
    currencies: [{ currency: 'stamps', name: 'Stempel', value: '0.08' }],
    rules: [{ key: 'visit', way: { kind: 'per_visit', points: 1 } }],
    stampCards: [{ places: 10, reward: 'full_card' }],
  })
  expect((await owner.post('/api/v1/programs/lint', {})).body.findings).toEqual([])
  const other = await start(owner, { ...plan, cards: 48 })
  expect([other.status, other.body.code]).toEqual([409, 'program_exists'])
  expect((await stamps()).rules).toEqual(program.rules)
  expect((await owner.get('/api/v1/business')).body).toMatchObject({
    ...{ name: 'Café Süd', trade: 'gastronomy', configured: true, presence: 'visits' },
  })

  const [terms, ...others] = (await owner.get('/api/v1/membership-terms')).body.items
  expect([terms.wording, others]).toEqual([{ de: 'Fair.', en: 'Fair, too.' }, []])
  const batch = (await owner.get(`/api/v1/card-batches/${made.body.cardBatch}`)).body
  expect(batch).toMatchObject({ size: 24, new: 24 })
  const [{ cardNumber }] = batch.cards
  const cashier = await server.person('cashier')
  const card = await cashier.post('/api/v1/pos/guests', { cardNumber })
  const { customerId } = card.body
  for (let visit = 1; visit <= 3; visit++) {
    const booked = { externalId: `visit-${visit}`, customerId, store: 'cafe-sued', amount: 420 }
    expect((await cashier.post('/api/v1/pos/bookings', booked)).status).toBe(201)
  }
  const found = await cashier.post('/api/v1/pos/guests/find', { text: cardNumber })
  expect(found.body.guest.cards).toMatchObject([{ places: 10, filled: 1 }])
})

test('whoever was only stamped stands in the figures, and is seen where they were', async () => {
  const identities = [{ kind: 'external_id', value: 'nur-gestempelt' }]
  const { id } = (await owner.post('/api/v1/customers', { identities })).body
  const { items } = (await owner.get('/api/v1/stores')).body
  const manager = await server.person('store_manager', [items[0].id])
  const before = (await owner.get('/api/v1/reports/overview')).body.figures
  expect((await manager.get(`/api/v1/customers/${id}/page`)).status).toBe(404)

  const stamp = { externalId: 'stamp-1', customerId: id, store: 'cafe-sued' }
  expect(
    (await server.person('cashier').then((one) => one.post('/api/v1/pos/bookings', stamp))).status,
  ).toBe(201)
  const { figures, worth } = (await owner.get('/api/v1/reports/overview')).body
  expect(figures).toEqual({
    ...before,
    customers: before.customers + 1,
    daysThere: before.daysThere + 1,
    repurchaseShare: expect.any(Number),
    top20RevenueShare: expect.any(Number),
    activeCustomers: before.activeCustomers + 1,
    regularsShare: expect.any(Number),
    frequency: expect.anything(),
  })
  expect(worth.reason).not.toBe('no_revenue')
  const page = (await manager.get(`/api/v1/customers/${id}/page`)).body
  expect(page).toMatchObject({ daysThere: 1, purchases: 0, firstDay: page.lastVisitOn })
  const listed = (await manager.get('/api/v1/customers?minDaysThere=1&minPurchases=0')).body.items
  expect(listed.map((one: { id: string }) => one.id)).toContain(id)
  const bought = (await owner.get('/api/v1/reports/overview?presence=purchases')).body
  expect([bought.basis.presence, bought.figures.customers]).toEqual(['purchases', before.customers])
})

test('whoever scans the poster may come in, and reads no text that has gaps', async () => {
  const welcome = async () => (await server.visitor.get('/api/v1/portal/welcome')).body
  expect(await welcome()).toMatchObject({ selfEnrollment: true, texts: ['terms'] })
  const stepOf = async (key: string) => {
    const { steps } = (await owner.get('/api/v1/reports/set-up')).body
    return steps.find((step: { key: string }) => step.key === key)
  }
  expect(await stepOf('terms_told')).toMatchObject({ done: true })
  expect(await stepOf('imprint_told')).toMatchObject({ done: false, gaps: 8 })

  const { imprint } = (await owner.get('/api/v1/portal-settings')).body
  expect(imprint.de).toMatch(/^Angaben nach § 5 DDG\n\nCafé Süd\n___/)
  const hidden = await server.visitor.get('/api/v1/portal/texts/imprint')
  expect([hidden.status, hidden.body.code]).toEqual([404, 'portal_text_not_found'])
  const filled = { de: imprint.de.replace(/_{2,}[^_]+_{2,}/g, 'gesagt'), en: imprint.en }
  await owner.patch('/api/v1/portal-settings', { imprint: filled })
  expect(await stepOf('imprint_told')).toMatchObject({ done: true, gaps: 0 })
  // English still has gaps, so whoever reads English is shown the German one.
  const shown = await server.visitor.get('/api/v1/portal/texts/imprint?language=en')
  expect(shown.body).toMatchObject({ language: 'de', text: filled.de })
  const english = await server.visitor.get('/api/v1/portal/texts/terms?language=en')
  expect(english.body.text).toBe('Fair, too.')
})

test('what is printed is a PDF for whoever may, and cards that were given out are not printed again', async () => {
  const manager = await server.person('store_manager')
  for (const kind of ['table_card', 'poster', 'receipt_slip', 'staff_slip']) {
    const print = await manager.get(`/api/v1/prints/${kind}?language=en`)
    expect([print.status, print.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(print.text).toMatch(/^%PDF-/)
  }
  const poster = async (asked: string) =>
    (await manager.get(`/api/v1/prints/poster?${asked}`)).headers['content-disposition']
  expect(await poster('language=en')).toMatch(/^inline; filename="poster.pdf"/)
  expect(await poster('language=en&nameLanguage=de')).toMatch(/^inline; filename="Plakat.pdf"/)
  expect((await (await server.person('cashier')).get('/api/v1/prints/poster')).status).toBe(403)

  const { body } = await owner.post('/api/v1/card-batches', { size: 1 })
  const sheet = `/api/v1/card-batches/${body.id}/sheet`
  const printed = await manager.get(sheet)
  expect(printed.text).toMatch(/^%PDF-/)
  expect(printed.headers['content-disposition']).toMatch(/^inline; filename="Stammkarten.pdf"/)
  const [{ cardNumber }] = body.cards
  await manager.post('/api/v1/pos/guests', { cardNumber })
  expect((await manager.get(sheet)).body.code).toBe('card_batch_given_out')
})
