import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Database } from '#database/open.ts'
import { dropWorker } from '#domain/exchange/drop/drop-worker.ts'
import { allWritten } from './all-written.ts'
import { create, list, purchase, record } from './customers.ts'
import { dsfinvk } from './dsfinvk.ts'
import { signIn } from './guests.ts'
import { registerDevice } from './offline-device.ts'
import { put, type RewardsWorld } from './rewards.ts'
import { type Client, letWork, type TestServer } from './server.ts'
import { send, shopifyCustomer, shopifyOrder } from './shops.ts'
import { signedReceipt, signingUnit } from './tills.ts'
import { define, fiveEuros } from './vouchers.ts'

/** By which a person is told from all others, and found wherever something of them is left. */
export const marks = {
  name: 'Zoëmarie Quandtmarker',
  email: 'quandtmarker@example.org',
  shopEmail: 'quandtmarker.shop@example.org',
  phone: '+4917099887766',
  card: 'CARD-QUANDTMARKER',
  externalId: 'ext-quandtmarker',
}
export const sought = ['quandtmarker', '17099887766', 'zoëmarie']

export const now = '2026-11-21T12:00:00Z'

let world: RewardsWorld
let server: TestServer
let owner: Client
let shop: Client
let copies: string

export async function sent(by: Client, path: string, body: object, more: object = {}) {
  const reply = await by.send('POST', `/api/v1/${path}`, { body, ...more })
  expect(reply.status, `${path}: ${reply.text}`).toBeLessThan(300)
  return reply.body
}

export const drop = (content: string, fileName: string) =>
  owner.send('POST', `/api/v1/imports?fileName=${encodeURIComponent(fileName)}`, {
    body: Buffer.from(content),
    headers: { 'content-type': 'application/octet-stream' },
  })

export const sale = purchase(marks.externalId, 'altstadt', '2026-11-10T09:00:00Z', {
  ...{ externalId: 'order-quandtmarker-1', receiptNumber: 'r-quandtmarker', amount: 4000 },
  customer: { externalId: marks.externalId, email: marks.email },
  lines: [
    { sku: 'CAKE', name: 'Torte mit Schrift Quandtmarker', category: 'bakery', amount: 3000 },
    { sku: 'CUP', name: 'Tasse', category: 'porcelain', amount: 1000 },
  ],
})
export const file = [
  'E-Mail;Tag;Betrag;Artikel',
  `${marks.email};3.11.2026;12,00;Tee`,
  `${marks.email};irgendwann;12,00;Tee`,
  'jemand@example.org;irgendwann;3,00;Tee',
  ...[4, 5, 6, 7].map((day) => `stammgast@example.org;${day}.11.2026;3,00;Tee`),
].join('\n')

let firm: string
let shopPath: { path: string; secret: string }

export type Traces = {
  customerId: string
  /** Of her own, and so another customer. */
  companyId: string
}

/** Leaves something of the person wherever anything can be left; files go below `folder`. */
export async function leaveTraces(given: RewardsWorld, folder: string): Promise<Traces> {
  world = given
  ;({ server, owner, shop } = given)
  copies = folder
  await sent(owner, 'webhooks', { name: 'Lager', url: 'https://lager.example.org/in', types: null })
  await put(owner, '/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.01' })
  await sent(owner, 'attributes', { name: 'hobby', label: 'Hobby', type: 'text' })
  const { id } = await sent(
    owner,
    'customers',
    {
      ...{ name: marks.name, birthday: '1984-02-29', language: 'de' },
      attributes: { hobby: 'Frau Quandtmarker sammelt Marken' },
      identities: [
        { kind: 'external_id', value: marks.externalId },
        { kind: 'email', value: marks.email },
        { kind: 'phone', value: '0170 99887766' },
      ],
    },
    { headers: { 'idempotency-key': 'made-once' } },
  )
  const card = await create(owner, {
    identities: [{ kind: 'card_number', value: marks.card }],
    tags: ['Stammtisch'],
  })
  await record(
    shop,
    purchase('x', 'hafen', '2026-11-05T09:00:00Z', { customer: { cardNumber: marks.card } }),
  )
  await sent(owner, `customers/${card.id}/card-numbers`, {
    ...{ cardNumber: marks.card, label: 'Zoëmarie' },
  })
  const balances = await owner.send('POST', '/api/v1/balance-files?dryRun=no', {
    body: Buffer.from(`Karte;Punkte;Art\n${marks.card};12;points`),
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(balances.body.counts, balances.text).toMatchObject({ updated: 1 })
  await record(shop, sale)
  await sent(owner, `customers/${id}/merge`, { from: card.id, note: 'Frau Quandtmarker sagt es' })
  await fillWords(id)
  await fillAccounts(id)
  await fillShop()
  const [inShop] = await list(owner, 'search=quandtmarker.shop')
  await sent(owner, `customers/${id}/merge`, { from: inShop!.id })
  await fillFiles()
  await fillCompanies(id)
  await fillTills(id)
  await fillCounter(id)
  await signIn(server, owner, { email: marks.email })
  await tellWebhooks()
  return { customerId: id, companyId: firm }
}

async function fillWords(id: string) {
  await put(owner, '/api/v1/event-types/tasting', {
    ...{ label: 'Verkostung', properties: { remark: { type: 'text' } } },
  })
  const said = (type: string, more: object) => ({
    ...{ type, source: 'desk', externalId: `quandtmarker-${type}` },
    ...{ occurredAt: '2026-11-11T09:00:00Z', customer: { email: marks.email }, ...more },
  })
  await record(
    shop,
    said('note', { text: 'Quandtmarker mag Hafermilch' }),
    said('review', { rating: 4, text: 'Es grüßt Zoëmarie Quandtmarker' }),
    said('contact', { medium: 'phone', direction: 'in', text: 'Quandtmarker rief an' }),
    said('download', { name: 'Rechnung Zoëmarie Quandtmarker' }),
    said('custom', { name: 'tasting', properties: { remark: 'Quandtmarker trank Tee' } }),
  )
  const { texts } = await sent(owner, 'consent-texts', {
    ...{ purpose: 'news', label: 'Neues', language: 'de', wording: 'Ja, schreiben Sie mir.' },
  })
  await sent(shop, `customers/${id}/consents`, {
    ...{ purpose: 'news', channel: 'email', act: 'granted', textId: texts[0].id },
    ...{ source: 'web_form', occurredAt: '2026-11-01T10:00:00Z' },
    proof: {
      ...{ kind: 'double_opt_in', address: marks.email },
      ...{ askedAt: '2026-11-01T09:58:00Z', ip: '203.0.113.7' },
    },
  })
  await put(owner, `/api/v1/customers/${id}/contact-block`, {
    ...{ reason: 'no_contact', note: 'Quandtmarker will nicht' },
  })
}

async function fillAccounts(id: string) {
  const customer = { id }
  const named = (what: string) => ({ source: 'desk', externalId: `${what}-quandtmarker` })
  await sent(owner, 'points/grants', {
    ...{ ...named('grant'), customer, currency: 'points', points: 300 },
    ...{ as: 'goodwill', reason: 'complaint', note: 'Frau Quandtmarker wartete' },
  })
  await sent(owner, 'points/redemptions', {
    ...named('spend'),
    customer,
    currency: 'points',
    points: 20,
  })
  const { id: voucherId } = await define(owner, fiveEuros, { kind: 'single' })
  const issue = { ...named('issue'), customer, from: 'new' }
  const { code } = await sent(shop, `vouchers/${voucherId}/issue`, issue)
  const { id: redemption } = await sent(shop, 'voucher-redemptions', {
    ...{ ...named('voucher'), code, cart: { amount: 4000 }, customer },
    purchase: { source: 'till', externalId: 'order-quandtmarker-1' },
  })
  expect(redemption).toMatch(/^vre_/)
  const { code: own } = (
    await shop.post(`/api/v1/customers/${id}/referral-code`, {
      traits: { address: 'Quandtmarkerweg 1' },
    })
  ).body
  await sent(owner, 'referral-terms', {
    ...{ validFrom: now, currency: 'points', referrerPoints: 200, recruitPoints: 100 },
    ...{ amountMin: 1000, returnDays: 14, perYearMax: 3 },
  })
  await world.customer('bo')
  const followed = { followedAt: now, recruit: { externalId: 'bo' } }
  await sent(shop, 'referrals', { ...named('referral'), code: own, ...followed })
  const { id: cart } = await sent(shop, 'carts', {
    ...{ ...named('cart'), customer, lines: [{ amount: 700, sku: 'quandtmarker' }] },
  })
  await sent(shop, `carts/${cart}/release`, {})
}

async function fillShop() {
  const wished = { kind: 'shopify', name: 'Shop', source: 'shop', secret: 'shpss_0123456789abcdef' }
  const made = await sent(owner, 'connections', wished)
  shopPath = { ...made.connection, secret: made.secret }
  await tellShop()
}

export async function tellShop() {
  const person = { first_name: 'Zoëmarie', last_name: 'Quandtmarker', email: marks.shopEmail }
  const order = shopifyOrder({
    ...{ email: marks.shopEmail, lines: [{ price: '20.00', quantity: 1, sku: 'bean' }] },
  })
  await send(server.visitor, shopPath, 'shopify', 'orders/create', order)
  const known = shopifyCustomer({ ...person, id: 'quandtmarker-7' })
  await send(server.visitor, shopPath, 'shopify', 'customers/update', known)
  await letWork(server, 'deliveries')
}

async function fillFiles() {
  const { id } = (await drop(file, 'kunden-quandtmarker.csv')).body
  await sent(owner, `imports/${id}/start`, {})
  await letWork(server, 'imports')
  const waiting = await drop(`${file}\nQuandtmarker;1.1.2026;1,00;x`, 'noch-nicht.csv')
  expect(waiting.status).toBe(201)
}

/** As whoever sells to offices notes it: of her as a contact, and beside a contract of her company. */
async function fillCompanies(customerId: string) {
  const { id } = await sent(owner, 'companies', { name: 'Kontor Nord', number: 'F-1' })
  await sent(owner, `companies/${id}/contacts`, { customerId, role: 'Leitung Quandtmarker' })
  const note = 'Immer Zoëmarie Quandtmarker fragen'
  await sent(owner, `companies/${id}/contracts`, {
    ...{ name: 'Kaffee fürs Büro', startsOn: '2026-01-01', endsOn: null, renewsMonths: null },
    ...{ notice: { count: 3, unit: 'months' }, value: null, canceledTo: null, note },
  })
  await sent(owner, `companies/${id}/products`, { name: 'Mühle', note })
  const address = { street: 'Quandtmarkerweg 1', postalCode: '50667', city: 'Köln', country: 'DE' }
  firm = (await sent(owner, 'companies', { name: 'Quandtmarker Werkstatt', address })).id
  const rows = ['Firmennummer;Firma;E-Mail', `F-2;Quandtmarker;${marks.email}`]
  const body = Buffer.from(rows.join('\n'))
  await sent(owner, 'company-files?dryRun=yes', body, octets)
}

const octets = { headers: { 'content-type': 'application/octet-stream' } }

/** A receipt she showed, and exports with articles under her name that nobody has decided yet. */
async function fillTills(customerId: string) {
  const unit = signingUnit()
  const { publicKey } = unit
  const till = { name: 'Theke', store: 'altstadt', serial: 'KASSE-1', publicKey }
  await sent(owner, 'tills', till)
  await sent(owner, 'receipts/qr', { customerId, code: signedReceipt({ unit }) })
  const cake = { text: 'Torte für Zoëmarie Quandtmarker', amount: '40.00' }
  const bon = { end: '2026-11-10T10:00:00', customer: marks.externalId, lines: [cake] }
  const twice = { ...sale, externalId: 'order-quandtmarker-2', receiptNumber: 'r-2' }
  await record(shop, twice)
  const bons = ['a', 'b', 'c'].map((name) => ({ ...bon, bon: name }))
  const zip = dsfinvk(bons, { publicKey })
  await sent(owner, 'till-exports?fileName=quandtmarker.zip&store=altstadt', zip, octets)
  await letWork(server, 'till receipts')
}

async function fillCounter(customerId: string) {
  const booking = { externalId: 'pos-quandtmarker', customerId, store: 'altstadt' }
  await sent(world.till, 'pos/bookings', booking)
  const device = await registerDevice(world.till, 'Theke')
  const early = device.keep('2026-11-20T12:00:00Z', { kind: 'visit', guest: { customerId } })
  await device.deliver([early])
  const [listed] = (await owner.get('/api/v1/pos/conflicts')).body.items
  const decision = { decision: 'close', note: `${marks.name} war nicht da` }
  await sent(owner, `pos/conflicts/${listed.id}/decide`, decision)
  const rows = ['Name;E-Mail;Hobby', `${marks.name};${marks.email};Quandtmarker tanzt`]
  await sent(owner, 'customer-files?dryRun=no', Buffer.from(rows.join('\n')), octets)
  const changed = ['Name;E-Mail', `${marks.name} Neu;${marks.email}`]
  const looked = 'imports?kind=customers&fileName=quandtmarker-gaeste.csv'
  const { id } = await sent(owner, looked, Buffer.from(changed.join('\n')), octets)
  await sent(owner, `imports/${id}/customers`, {})
  await letWork(server, 'imports')
  const folder = join(copies, 'drop')
  await mkdir(folder)
  const path = join(folder, 'quandtmarker-nachts.csv')
  await writeFile(path, `Sorte;Wer\nx;${marks.name}\n`)
  await utimes(path, 1, 1)
  const { context, within } = server.house
  const worker = dropWorker({ ...context, within }, folder)
  for (let look = 0; look < 2; look++) await worker.work(new AbortController().signal)
}

async function tellWebhooks() {
  await allWritten(server.house.context.database)
  await letWork(server, 'webhook messages')
}

/** Tables in which no word of a customer is found, and why. */
export const nothingOfAnybody: Record<string, readonly string[]> = {
  'what the business says of itself, to everybody': [
    ...['accounting_settings', 'api_keys', 'attribute_definitions', 'basket_gift_revisions'],
    ...[
      'balance_files',
      'basket_gifts',
      'business',
      'card_batches',
      'categories',
      'channels',
      'connections',
      'consent_purposes',
    ],
    ...[
      'consent_texts',
      'event_types',
      'gift_articles',
      'liability_rates',
      'paper_stamp_rule',
      'partner_payments',
      'partners',
    ],
    ...['point_currencies', 'point_currency_revisions', 'processing_record', 'program_revisions'],
    'program_starts',
    ...['referral_terms', 'reward_agreements', 'reward_revisions', 'rewards', 'sign_in_provider'],
    ...['sign_in_rules', 'stock_movements', 'storage_periods', 'stores', 'tags', 'tills'],
    ...['pos_devices', 'voucher_revisions', 'vouchers', 'webhooks', 'mail_settings'],
    ...['membership_terms', 'portal_settings'],
  ],
  'of those who work here': [
    ...[
      'authenticators',
      'cashiers',
      'known_devices',
      'passkeys',
      'provider_identities',
      'recovery_codes',
    ],
    ...['set_up_links', 'sign_in_attempts', 'sign_in_steps', 'staff', 'staff_passwords'],
    'staff_sessions',
  ],
  'of the program and its jobs, whose errors stand as codes': [
    ...['backups', 'job_runs', 'kept_keys', 'machines', 'migrations', 'request_counts', 'secrets'],
    ...['copies_elsewhere', 'outside_places', 'place_states'],
  ],
  'words of the program, amounts and days under an id': [
    ...['audit_entries', 'carts', 'consent_receipts', 'consents', 'duplicate_rejections'],
    ...['extra_claims', 'gift_hand_overs', 'ledger_accounts', 'ledger_acts', 'ledger_entries'],
    ...['ledger_months', 'liability_months', 'profiles', 'receipt_scans', 'redemption_estimates'],
    ...['referrals', 'reward_redemptions', 'source_alarms', 'source_hours', 'voucher_holds'],
    ...['webhook_deliveries', 'webhook_tiers', 'guest_sessions', 'redemption_codes'],
    'pos_deliveries',
  ],
  'codes that the program made': [
    ...['customer_vouchers', 'receipt_codes', 'referral_codes', 'voucher_codes'],
  ],
  'sealed, or under a name that a phone made': [
    'wallet_devices',
    'wallet_issuers',
    'wallet_passes',
  ],
  'sealed or hashed': [
    ...['card_codes', 'customer_requests', 'customer_traits', 'fetched_files'],
    ...['erased_identities', 'guest_asks'],
    ...['idempotency_replies', 'mails'],
  ],
  'empty once it was read': ['import_rows', 'webhook_changes'],
}

/** A table added tomorrow is among them: fill it, or say why nothing of anybody is in it. */
export async function tablesWithText({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select distinct table_name::text as name
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying')
      and udt_name not in ('_uuid', '_int4', '_int8', '_int2')
    order by 1`)
  return rows.map(({ name }) => name)
}
