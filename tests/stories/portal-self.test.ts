import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, guestWith, phoneOf, readMail, signIn } from '../guests.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { type Client, cookieOf, letWork } from '../server.ts'
import { signedReceipt, signingUnit } from '../tills.ts'

let world: LoyaltyWorld
let owner: Client
let till: Client
beforeAll(async () => {
  world = await openLoyaltyWorld()
  ;({ owner, till } = world)
  await put(owner, '/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.01' })
  await put(owner, '/api/v1/programs/rules/euro', {
    ...{ name: 'Ein Punkt je Euro', currency: 'points' },
    way: { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] },
  })
  world.at('2026-03-02T09:00:00Z')
})
afterAll(() => world.close())

let cards = 0
/** A card without a person, enrolled at the till, and the phone it was opened on. */
async function cardOnPhone() {
  const cardNumber = `A${++cards}`
  const enrolled = await till.post('/api/v1/pos/guests', { cardNumber })
  expect(enrolled.status, enrolled.text).toBe(201)
  const { customerId } = enrolled.body
  const made = await till.post(`/api/v1/pos/guests/${customerId}/card-code`)
  expect(made.status, made.text).toBe(201)
  const entered = await enter(made.body)
  expect(entered.status, entered.text).toBe(200)
  const phone = guestWith(world.server, cookieOf(entered))
  return { phone, customerId: customerId as string, cardNumber, code: made.body.code as string }
}
const enter = ({ cardNumber, code }: { cardNumber: string; code: string }) =>
  phoneOf(world.server).post('/api/v1/portal/sign-in/card', { cardNumber, cardCode: code })

async function addAddress(phone: Client, email: string) {
  const asked = await phone.post('/api/v1/portal/addresses', { email })
  expect(asked.status, asked.text).toBe(202)
  const { code } = await readMail(world.server, owner)
  return await phone.post('/api/v1/portal/addresses/confirmation', { code })
}

test('a card without a person is opened by its code, once, and by nothing else', async () => {
  const { phone, cardNumber, code, customerId } = await cardOnPhone()
  const card = (await phone.get('/api/v1/portal/card')).body
  expect(card).toMatchObject({ name: null, cards: [{ number: cardNumber }] })
  expect((await enter({ cardNumber, code })).body.code).toBe('card_code_wrong')
  await ask(world.server, { cardNumber })
  await letWork(world.server, 'guest asks')
  const again = (await till.post(`/api/v1/pos/guests/${customerId}/card-code`)).body
  expect(again.replaced).toBe(false)
  const newest = (await till.post(`/api/v1/pos/guests/${customerId}/card-code`)).body
  expect(newest.replaced).toBe(false)
  expect(again.link).toContain('/sign-in#card=')
  const typed = newest.code.toLowerCase().replace('-', ' ')
  expect((await enter({ cardNumber, code: typed })).status).toBe(200)
  // The slip of paper opens it on another phone as well.
  expect((await enter({ cardNumber, code: again.code })).status).toBe(200)
  expect((await enter({ cardNumber, code: again.code })).body.code).toBe('card_code_wrong')
})

test('later it gets an address and a yes, on one’s own phone; then codes go to the address', async () => {
  const { phone, customerId, cardNumber } = await cardOnPhone()
  const { texts } = (
    await owner.post('/api/v1/consent-texts', {
      ...{ purpose: 'news', label: 'Neues', language: 'de', wording: 'Ja, schreibt mir Neues.' },
    })
  ).body
  const yes = { purpose: 'news', channel: 'email', act: 'granted', textId: texts[0].id }
  const early = await phone.post('/api/v1/portal/consents', yes)
  expect(early.body.code).toBe('consent_address_unconfirmed')
  const wrong = await phone.post('/api/v1/portal/addresses/confirmation', { code: '1' })
  expect(wrong.body.code).toBe('guest_code_over')
  const added = await addAddress(phone, 'elif@post.example')
  expect(added.body.emails).toEqual([{ address: 'elif@post.example', confirmed: true }])
  const named = await phone.patch('/api/v1/portal/me', { name: 'Elif Yıldız', language: 'en' })
  expect(named.body).toMatchObject({ name: 'Elif Yıldız', language: 'en' })
  const said = await phone.post('/api/v1/portal/consents', yes)
  expect(said.status, said.text).toBe(201)
  expect(said.body.purposes[0].channels[0]).toMatchObject({ channel: 'email', state: 'granted' })
  const [receipt] = (await owner.get(`/api/v1/customers/${customerId}/consents`)).body.receipts
  expect(receipt).toMatchObject({
    ...{ source: 'portal', recordedBy: null, text: { wording: 'Ja, schreibt mir Neues.' } },
    proof: { kind: 'double_opt_in', address: 'elif@post.example' },
  })
  const none = await till.post(`/api/v1/pos/guests/${customerId}/card-code`)
  expect(none.body.code).toBe('card_code_needless')
  const bySent = await signIn(world.server, owner, { cardNumber })
  expect((await bySent.get('/api/v1/portal/session')).body.name).toBe('Elif Yıldız')
  const no = await phone.post('/api/v1/portal/consents/withdrawal', {})
  expect(no.body.purposes[0].channels[0].state).toBe('withdrawn')
  const removal = { email: 'elif@post.example' }
  const gone = await phone.post('/api/v1/portal/addresses/removal', removal)
  expect(gone.body.emails).toEqual([])
})

test('an address waits for its code until it is entered, asked for anew, or given up', async () => {
  const { phone } = await cardOnPhone()
  const asked = async () => (await phone.get('/api/v1/portal/addresses/asked')).body.asked
  expect(await asked()).toBeNull()
  const add = () => phone.post('/api/v1/portal/addresses', { email: 'Waits@post.example' })
  await add()
  const { code: first } = await readMail(world.server, owner)
  expect(await asked()).toMatchObject({ address: 'Waits@post.example', digits: 8 })
  await add()
  const { code } = await readMail(world.server, owner)
  const confirm = (typed: string) =>
    phone.post('/api/v1/portal/addresses/confirmation', { code: typed })
  expect((await confirm(first)).body.code).toBe('guest_code_wrong')
  const dropped = await phone.delete('/api/v1/portal/addresses/asked')
  expect([dropped.status, dropped.body.asked]).toEqual([200, null])
  expect((await confirm(code)).body.code).toBe('guest_code_over')
  expect((await addAddress(phone, 'waits@post.example')).status).toBe(200)
  expect(await asked()).toBeNull()
  const { phone: other } = await cardOnPhone()
  await add()
  expect((await other.get('/api/v1/portal/addresses/asked')).body.asked).toBeNull()
})

test('an address somebody else has is told to be taken only to who reads its mail', async () => {
  const [one, other] = [await cardOnPhone(), await cardOnPhone()]
  expect((await addAddress(one.phone, 'taken@post.example')).status).toBe(200)
  expect((await addAddress(other.phone, 'taken@post.example')).body.code).toBe('identity_taken')
  const unknown = await other.phone.post('/api/v1/portal/addresses', { email: 'x@post.example' })
  expect(unknown.status).toBe(202)
})

test('a receipt is claimed later: by the till’s code, by its signature, by its number', async () => {
  const { phone } = await cardOnPhone()
  const booking = { externalId: 'no-card', store: 'altstadt', amount: 480 }
  const { code } = (await till.post('/api/v1/pos/receipt-codes', booking)).body
  const claimed = await phone.post('/api/v1/portal/receipts/code', { code })
  expect(claimed.status, claimed.text).toBe(201)
  expect(claimed.body).toMatchObject({
    ...{ store: 'altstadt', amount: { amount: 480 }, gained: [{ name: 'Punkte', points: 5 }] },
  })
  expect(claimed.body.unearned).toBeNull()
  const twice = await phone.post('/api/v1/portal/receipts/code', { code })
  expect(twice.body.code).toBe('receipt_code_claimed')

  const unit = signingUnit()
  const at = '2026-03-02T08:30:00.000Z'
  const printed = signedReceipt({ unit, cents: 700, at })
  const receipt = { name: 'Theke', store: 'altstadt', receipt: printed }
  expect((await owner.post('/api/v1/tills', receipt)).status).toBe(201)
  const shown = await phone.post('/api/v1/portal/receipts/qr', { code: printed })
  expect(shown.status, shown.text).toBe(201)
  expect(shown.body).toMatchObject({ amount: { amount: 700 }, gained: [{ points: 7 }] })

  await world.record({
    ...{ type: 'purchase', source: 'till', externalId: 'r-1', store: 'altstadt', amount: 1200 },
    ...{ receiptNumber: '4711', occurredAt: '2026-03-02T08:00:00Z' },
  })
  const paper = { store: 'altstadt', receiptNumber: '4711', day: '2026-03-02' }
  const guessed = await phone.post('/api/v1/portal/receipts', { ...paper, amount: 1 })
  expect(guessed.body.code).toBe('receipt_not_found')
  const found = await phone.post('/api/v1/portal/receipts', { ...paper, amount: 1200 })
  expect(found.body).toMatchObject({ store: 'altstadt', gained: [{ points: 12 }] })
  expect((await phone.get('/api/v1/portal/card')).body.points).toMatchObject([{ balance: 24 }])
})

test('terms are accepted by each member, version by version; worse ones are announced', async () => {
  const { phone } = await cardOnPhone()
  const publish = (more: object) =>
    owner.post('/api/v1/membership-terms', {
      ...{ wording: { de: 'Wer mitmacht, sammelt.', en: '' }, worse: false, ...more },
    })
  expect((await publish({})).body).toMatchObject({ version: 1, accepted: 0 })
  const session = async () => (await phone.get('/api/v1/portal/session')).body
  expect(await session()).toMatchObject({ termsToAccept: 1, termsAccepted: false })
  const accepted = await phone.post('/api/v1/portal/terms/acceptance', { version: 1 })
  expect(accepted.status, accepted.text).toBe(201)
  expect(await session()).toMatchObject({ termsToAccept: null, termsAccepted: true })
  expect((await publish({ worse: true })).body.code).toBe('terms_notice_too_short')
  const later = { worse: true, validFrom: '2026-04-02T09:00:00Z' }
  expect((await publish(later)).body.version).toBe(2)
  const { current, coming } = (await phone.get('/api/v1/portal/terms?language=en')).body
  expect([current.version, current.language, coming.version]).toEqual([1, 'de', 2])
  const listed = (await owner.get('/api/v1/membership-terms')).body.items
  expect(listed.map(({ accepted }: { accepted: number }) => accepted)).toEqual([0, 1])
})

test('who enrolls themselves becomes a member by the code; where that is off nobody does', async () => {
  await ask(world.server, { email: 'neu@post.example' })
  await letWork(world.server, 'guest asks')
  await letWork(world.server, 'mails')
  const to = (await owner.get('/api/v1/mails')).body.items.map((one: { to: string }) => one.to)
  expect(to).not.toContain('n...@post.example')
  await owner.patch('/api/v1/portal-settings', { selfEnrollment: true })
  const asking = await ask(world.server, { email: 'neu@post.example' })
  const { code } = await readMail(world.server, owner)
  const entered = await asking.post('/api/v1/portal/sign-in/code', { code })
  expect(entered.body).toMatchObject({ name: null, emails: ['neu@post.example'] })
  const card = await guestWith(world.server, cookieOf(entered)).get('/api/v1/portal/card')
  expect(card.body.points).toMatchObject([{ balance: 0 }])
  const [{ qr }] = card.body.cards
  const found = await world.till.post('/api/v1/pos/guests/find', { text: qr })
  expect(found.body.guest, found.text).toMatchObject({ name: null })
})

test('whoever is known by an address alone gets a card with one tap, where newcomers may', async () => {
  await owner.post('/api/v1/customers', {
    name: 'Nora Blank',
    identities: [{ kind: 'email', value: 'nora@post.example' }],
  })
  const phone = await signIn(world.server, owner, { email: 'nora@post.example' })
  await owner.patch('/api/v1/portal-settings', { selfEnrollment: false })
  expect((await phone.post('/api/v1/portal/card')).body.code).toBe('card_not_offered')
  await owner.patch('/api/v1/portal-settings', { selfEnrollment: true })
  const [made, other] = await Promise.all([
    phone.post('/api/v1/portal/card'),
    phone.post('/api/v1/portal/card'),
  ])
  expect([made.status, other.status].sort()).toEqual([201, 409])
  const { cardNumber } = (made.status === 201 ? made : other).body
  const { cards } = (await phone.get('/api/v1/portal/card')).body
  expect(cards).toMatchObject([{ number: cardNumber }])
  const found = await till.post('/api/v1/pos/guests/find', { text: cardNumber })
  expect(found.body.guest).toMatchObject({ name: 'Nora Blank' })
})

test('without a mail server the page says so to everybody, and with one it does not', async () => {
  const welcome = async () => (await world.server.visitor.get('/api/v1/portal/welcome')).body
  expect((await welcome()).mails).toBe(false)
  const setUp = async () => (await owner.get('/api/v1/reports/set-up')).body.steps
  expect(await setUp()).toContainEqual({ key: 'mails_sent', done: false, gaps: 0 })
  const server = {
    ...{ host: 'mail.example', port: 465, security: 'tls', user: null },
    ...{ fromAddress: 'hallo@morgenrot.example', fromName: null },
  }
  const named = await owner.put('/api/v1/mail-settings', { server })
  expect(named.status, named.text).toBe(200)
  expect((await welcome()).mails).toBe(true)
  expect(await setUp()).toContainEqual({ key: 'mails_sent', done: true, gaps: 0 })
  await owner.put('/api/v1/mail-settings', { server: null })
})

test('everything about oneself is told, and forgotten with one tap', async () => {
  const { phone, customerId } = await cardOnPhone()
  await addAddress(phone, 'quandtmarker@post.example')
  const told = await phone.get('/api/v1/portal/export')
  expect(told.text).toContain('quandtmarker@post.example')
  expect((await phone.get('/api/v1/portal/export/pdf')).headers['content-type']).toContain('pdf')
  const tried = await phone.post('/api/v1/portal/erasure', { dryRun: true })
  expect(tried.body).toMatchObject({ erasedAt: null, waitsFor: [] })
  expect((await phone.get('/api/v1/portal/me')).status).toBe(200)
  const gone = await phone.post('/api/v1/portal/erasure', { dryRun: false })
  expect(gone.body.erasedAt).not.toBeNull()
  expect((await phone.get('/api/v1/portal/me')).status).toBe(401)
  expect((await owner.get(`/api/v1/customers/${customerId}`)).status).toBe(404)
  const [entry] = (await owner.get('/api/v1/audit?subject=customer_erased')).body.items
  expect(entry.actor).toMatchObject({ kind: 'guest', id: customerId })
})

test('a closed portal lets nobody in, and says so', async () => {
  await owner.patch('/api/v1/portal-settings', { open: false })
  const closed = await world.server.visitor.post('/api/v1/portal/sign-in', { email: 'a@b.example' })
  expect(closed.body.code).toBe('portal_closed')
  const { open, texts } = (await world.server.visitor.get('/api/v1/portal/welcome')).body
  expect([open, texts]).toEqual([false, ['terms']])
})
