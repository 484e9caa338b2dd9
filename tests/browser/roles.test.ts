import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayRole, type Permission, type Role, roles } from '#contract/permissions.ts'
import { launchBrowser, openContext } from './browser.ts'
import { linksOn, settled } from './links.ts'
import { type Program, startProgram } from './program.ts'
import { senderOf } from './send.ts'
import { signInOwner } from './sign-in-owner.ts'

let browser: Browser
let program: Program
let send: ReturnType<typeof senderOf>
let places: Record<'customer' | 'voucher', string>

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startProgram()
  const context = await openContext(browser, program.address)
  await signInOwner(context, program)
  send = senderOf(context, program.address)
  places = await fillBusiness()
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** Something on every page of the program, so that every page has its buttons. */
async function fillBusiness(): Promise<typeof places> {
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  await send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
  await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.30' })
  await send('PUT', '/programs/rules/visit', {
    ...{ name: 'Ein Stempel je Besuch', currency: 'stamps' },
    way: { kind: 'per_visit', points: 1 },
  })
  await send('PUT', '/programs/tiers', {
    ...{ basis: 'visits', levels: [{ key: 'silver', name: 'Silber', threshold: 1 }] },
  })
  await send('PUT', '/gift-articles/cup', { name: 'Thermobecher', cost: 640 })
  const cups = { source: 'office', externalId: 'cups', reason: 'delivery', pieces: 9 }
  await send('POST', '/gift-articles/cup/movements', cups)
  await send('PUT', '/programs/gift-ladders/gifts', {
    ...{ name: 'Staffel', rounds: [{ steps: [{ count: 1, articles: ['cup'] }] }] },
  })
  await send('PUT', '/rewards/milk', {
    ...{ name: 'Hafermilch dazu', currency: 'stamps', price: 1, gives: { kind: 'experience' } },
    validFrom: '2026-01-01T00:00:00+01:00',
  })
  const validFrom = new Date(Date.now() + 60_000).toISOString()
  const terms = { currency: 'stamps', referrerPoints: 3, recruitPoints: 1, amountMin: 0 }
  await send('POST', '/referral-terms', { ...terms, validFrom })
  const content = { name: 'Herbst', benefit: { kind: 'percent', percent: 10 } }
  const voucher = await send('POST', '/vouchers', { content, codes: { kind: 'shared' } })
  const identities = [{ kind: 'external_id', value: 'G-1' }]
  const { id } = await send('POST', '/customers', { name: 'Thomas Brandt', identities })
  const purchase = { type: 'purchase', source: 'till', externalId: 'bon-1', store: 'altstadt' }
  const what = { occurredAt: new Date().toISOString(), amount: 640, currency: 'EUR', lines: [] }
  await send('POST', '/events', { events: [{ ...purchase, ...what, customer: { id } }] })
  return { customer: id, voucher: voucher.id }
}

type Person = { role: Role; stores: 'every' | 'one' }

async function signIn({ role, stores }: Person): Promise<BrowserContext> {
  const { items } = await send('GET', '/stores')
  const email = `${role}-${stores}@morgenrot.example`
  const storeIds = stores === 'one' ? [items[0].id] : null
  const { setUp } = await send('POST', '/staff', { email, role, storeIds })
  const context = await openContext(browser, program.address)
  const token = setUp.path.split('token=')[1]
  const reply = await context.request.post('/api/v1/set-up', {
    data: { token, name: role, password: 'Hafer-Cappuccino um sieben' },
    headers: { origin: program.address, 'x-stammgast': '1' },
  })
  expect(reply.status()).toBe(201)
  return context
}

/** What only some may do, by the page it stands on. */
const doors = (): [path: string, name: RegExp, permission: Permission][] => [
  ['/program/rules', /^Neue Regel$|^Weitere Art/, 'program:define'],
  ['/rewards', /^Neue Prämie$/, 'rewards:define'],
  ['/rewards/milk', /^Beenden$/, 'rewards:define'],
  ['/gifts', /^Neuer Artikel$/, 'rewards:define'],
  ['/gifts', /^Neue Staffel$/, 'program:define'],
  ['/gifts/cup', /^Lieferung eintragen$/, 'gift_stock:write'],
  ['/gifts/cup', /^Nicht mehr verschenken$/, 'rewards:define'],
  ['/referrals', /^Ändern$/, 'rewards:define'],
  ['/vouchers', /^Neuer Gutschein$/, 'vouchers:define'],
  [`/vouchers/${places.voucher}`, /^Beenden$/, 'vouchers:define'],
  [`/customers/${places.customer}`, /^Schenken oder nachtragen$/, 'points:grant'],
  [`/customers/${places.customer}`, /^Hafermilch dazu einlösen$/, 'rewards:redeem'],
  [`/customers/${places.customer}`, /^Geschenk: Thermobecher übergeben$/, 'rewards:redeem'],
  [`/customers/${places.customer}`, /^Notiz schreiben$/, 'events:write'],
  [`/customers/${places.customer}`, /^Angaben ändern$/, 'customers:write'],
]
/** Nothing for those who work in some stores only. */
const ofEveryStore: readonly Permission[] = ['program:define', 'rewards:define', 'vouchers:define']

const mayOpen = (role: Role, path: string) =>
  mayRole(
    role,
    path.startsWith('/customers')
      ? 'customers:read'
      : path.startsWith('/vouchers')
        ? 'vouchers:read'
        : path.startsWith('/program')
          ? 'program:read'
          : 'rewards:read',
  )

const people: Person[] = [
  ...roles.filter((role) => role !== 'owner').map((role) => ({ role, stores: 'every' as const })),
  ...(['store_manager', 'marketing'] as const).map((role) => ({
    ...{ role, stores: 'one' as const },
  })),
]
describe.each(people)('whoever is $role of $stores store', (person) => {
  it('finds no page that is refused and nothing to press that is not theirs', async () => {
    const context = await signIn(person)
    const page = await context.newPage()
    const refused = watchRefusals(page)
    const seen = await followLinks(page, (path) => expectOwnDoors(page, person, path))
    const missed = doors().filter(([path]) => mayOpen(person.role, path) && !seen.has(path))
    expect(missed).toEqual([])
    expect(refused).toEqual([])
    await context.close()
  })
})

async function expectOwnDoors(page: Page, { role, stores }: Person, path: string) {
  for (const [, name, permission] of doors().filter(([where]) => where === path)) {
    const isLimited = stores === 'one' && ofEveryStore.includes(permission)
    const door = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first()
    if (mayRole(role, permission) && !isLimited) await door.waitFor()
    else expect([path, String(name), await door.count()]).toEqual([path, String(name), 0])
  }
}

it('a cashier who opens the office stands at the till, from where a link leads to their access', async () => {
  const context = await signIn({ role: 'cashier', stores: 'one' })
  const page = await context.newPage()
  await page.goto('/admin')
  await page.waitForURL('**/pos')
  await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
  await page.getByRole('link', { name: 'Mein Zugang' }).click()
  await page.getByRole('heading', { name: 'So ist Ihr Zugang eingerichtet.' }).waitFor()
  await page.getByRole('link', { name: 'Theke' }).waitFor()
  await context.close()
})

function watchRefusals(page: Page): readonly string[] {
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() !== 401 && response.status() !== 403) return
    const { pathname } = new URL(response.url())
    refused.push(`${new URL(page.url()).pathname}: ${pathname} ${response.status()}`)
  })
  return refused
}

/** From the start page on whatever link there is to follow, each kind of page once. */
async function followLinks(
  page: Page,
  look: (path: string) => Promise<void>,
): Promise<Set<string>> {
  const seen = new Set<string>()
  const next = ['/']
  for (let path = next.shift(); path !== undefined; path = next.shift()) {
    await page.goto(`/admin${path}`)
    await settled(page)
    expect([path, await page.getByText(notYours).count()]).toEqual([path, 0])
    await look(path)
    for (const link of await linksOn(page)) {
      if (seen.has(link) || elsewhere.test(link)) continue
      seen.add(link)
      next.push(link)
    }
  }
  return seen
}

const notYours = 'Das gehört nicht zu Ihrem Zugang.'
/** They have stories of their own. */
const elsewhere = /^\/(analytics|settings|imports)\//
