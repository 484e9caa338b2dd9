import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
let context: BrowserContext
let send: Office['send']
let brandt: string

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  await makeProgram()
  brandt = await makeCustomer('Thomas Brandt', '1')
  await makeCustomer('Anna Lorenz', '2')
})
afterAll(() => office?.close())

async function makeProgram() {
  await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.30' })
  await send('PUT', '/programs/rules/visit', {
    name: 'Ein Stempel je Besuch',
    currency: 'stamps',
    way: { kind: 'per_visit', points: 1 },
  })
  await send('PUT', '/programs/tiers', {
    basis: 'visits',
    levels: [
      { key: 'silver', name: 'Silber', threshold: 1 },
      { key: 'gold', name: 'Gold', threshold: 40 },
    ],
  })
  await send('PUT', '/gift-articles/cup', { name: 'Thermobecher', cost: 640 })
  const cups = { source: 'office', externalId: 'cups', reason: 'delivery', pieces: 9 }
  await send('POST', '/gift-articles/cup/movements', cups)
  await send('PUT', '/programs/gift-ladders/gifts', {
    name: 'Staffel',
    rounds: [{ steps: [{ count: 1, articles: ['cup'] }] }],
  })
  const validFrom = '2026-01-01T00:00:00+01:00'
  const shared = { currency: 'stamps', gives: { kind: 'experience' }, validFrom }
  await send('PUT', '/rewards/milk', { ...shared, name: 'Hafermilch dazu', price: 3 })
  await send('PUT', '/rewards/drink', { ...shared, name: 'Heißgetränk', price: 10 })
  await send('PUT', '/programs/cards/coffee', {
    ...{ name: 'Kaffeekarte', currency: 'stamps', places: 10, reward: 'drink' },
    words: 'Gilt auch am Wochenende.',
  })
}

async function makeCustomer(name: string, number: string): Promise<string> {
  const identities = [{ kind: 'external_id', value: `G-${number}` }]
  const { id } = await send('POST', '/customers', { name, identities })
  const purchase = { type: 'purchase', source: 'till', externalId: `bon-${number}` }
  const what = { occurredAt: new Date().toISOString(), amount: 640, currency: 'EUR', lines: [] }
  await send('POST', '/events', { events: [{ ...purchase, ...what, customer: { id } }] })
  return id
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const told = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Meldungen' }).getByText(words).waitFor()
const openBrandt = () => openPage(context, `/admin/customers/${brandt}`)

describe('what a guest has', () => {
  it('is a card of stamps, a tier, a gift that is due', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await page.getByRole('heading', { name: 'Kaffeekarte: 1 von 10' }).waitFor()
    await page.getByText('Noch 9 bis zur Prämie „Heißgetränk“. Gilt auch am Wochenende.').waitFor()
    await page.getByText('Silber', { exact: true }).waitFor()
    await page.getByText('Noch 39 Besuche bis Gold.').waitFor()
    await page.getByText('Geschenk: Thermobecher').waitFor()
    await axe(page)
    await takeScreens(page, 'holdings')
    expectNoFaults()
  })

  it('grows by what the team gives, with a reason', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await button(page, 'Schenken oder nachtragen').click()
    await button(page, 'Gutschreiben').click()
    await page.getByText('Bitte eine Zahl ab 1.').waitFor()
    await axe(page)
    await page.getByRole('radio', { name: 'aus Kulanz schenken' }).check()
    await page.getByRole('textbox', { name: 'Wie viel' }).fill('5')
    await takeScreens(page, 'points-give')
    await button(page, 'Gutschreiben').click()
    await told(page, '5 Stempel gutgeschrieben.')
    await page.getByRole('heading', { name: 'Kaffeekarte: 6 von 10' }).waitFor()
    expectNoFaults()
  })

  it('is redeemed on the page, and back by one word', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await button(page, 'Hafermilch dazu einlösen').click()
    await axe(page)
    await takeScreens(page, 'points-redeem')
    await button(page, '3 Stempel einlösen').click()
    await told(page, 'Hafermilch dazu ist eingelöst.')
    await page.getByRole('heading', { name: 'Kaffeekarte: 3 von 10' }).waitFor()
    await button(page, 'Rückgängig').click()
    await told(page, 'Hafermilch dazu ist zurückgenommen.')
    await page.getByRole('heading', { name: 'Kaffeekarte: 6 von 10' }).waitFor()
    expectNoFaults()
  })

  it('has its gift handed over once', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await button(page, 'Geschenk: Thermobecher übergeben').click()
    await page.getByRole('radio', { name: 'Thermobecher (noch 9)' }).waitFor()
    await axe(page)
    await button(page, 'Geschenk übergeben').click()
    await told(page, 'Thermobecher ist übergeben.')
    await page.getByText('Geschenk: Thermobecher').waitFor({ state: 'detached' })
    await button(page, 'Bisher bekommen: Öffnen').click()
    await page.getByRole('row', { name: /Thermobecher.*Geschenk/ }).waitFor()
    await page.getByRole('row', { name: /Hafermilch dazu.*zurückgenommen/ }).waitFor()
    expectNoFaults()
  })
})

describe('the timeline', () => {
  it('tells what the team did beside the visits', async () => {
    const { page, expectNoFaults } = await openBrandt()
    const timeline = page.getByRole('list', { name: 'Verlauf' })
    const told = (words: RegExp) =>
      timeline.getByRole('listitem').filter({ hasText: words }).waitFor()
    await told(/Geschenk.*Thermobecher geschenkt/)
    await told(/Prämie.*Hafermilch dazu eingelöst.*−3 Stempel/)
    await told(/Prämie.*Einlösung von Hafermilch dazu zurückgenommen.*\+3 Stempel/)
    await told(/Stempel.*Aus Kulanz geschenkt: Beschwerde.*\+5 Stempel/)
    await told(/Status.*Silber erreicht/)
    await axe(page)
    await takeScreens(page, 'timeline-acts')
    expectNoFaults()
  })
})

describe('where each point comes from', () => {
  it('is told line by line, and an act can be undone', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await button(page, 'Woher jeder Punkt kommt: Öffnen').click()
    await page.getByRole('row', { name: /Für den Besuch Regel „Ein Stempel je Besuch“/ }).waitFor()
    await page.getByRole('row', { name: /Eingelöst für „Hafermilch dazu“.*−3/ }).waitFor()
    await button(page, /^Genauer: Buchung vom/).click()
    await page.getByText(/^Einkauf am/).waitFor()
    await page.getByText('Davon ist noch 1 da.').waitFor()
    const given = page.getByRole('row', { name: /Aus Kulanz geschenkt: Beschwerde.*\+5/ })
    await given.waitFor()
    await axe(page)
    await takeScreens(page, 'statement')
    await given.getByRole('button').click()
    await page.getByRole('dialog').getByText('Die Buchung bleibt lesbar.').waitFor()
    await axe(page)
    await button(page, 'Buchung stornieren').last().click()
    await told(page, 'Die Buchung ist storniert.')
    await page.getByRole('heading', { name: 'Kaffeekarte: 1 von 10' }).waitFor()
    await page.getByRole('row', { name: /Storniert: Falsch gebucht.*−5/ }).waitFor()
    expectNoFaults()
  })

  it('goes to the right person where it was booked wrongly', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await button(page, 'Umbuchen').click()
    await page.getByRole('combobox', { name: /richtigen Person/ }).fill('Lorenz')
    await page.getByRole('option', { name: 'Anna Lorenz, G-2' }).click()
    await page.getByRole('textbox', { name: 'Wie viel' }).fill('1')
    await axe(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Umbuchen' }).click()
    await told(page, '1 Stempel umgebucht.')
    await page.getByRole('heading', { name: 'Kaffeekarte: 0 von 10' }).waitFor()
    expectNoFaults()
  })
  it('is asked once more where it is much, and taken back by one word', async () => {
    const { page, expectNoFaults } = await openBrandt()
    await button(page, 'Schenken oder nachtragen').click()
    await page.getByRole('textbox', { name: 'Wie viele Stempel' }).fill('5000')
    await button(page, 'Gutschreiben').click()
    await page.getByText('Das ist viel. Bitte bestätigen Sie es.').waitFor()
    await axe(page)
    await takeScreens(page, 'points-give-much')
    const meant = 'Ja, 5.000 Stempel im Wert von 1.500,00 €'
    await page.getByRole('checkbox', { name: meant }).check()
    await button(page, 'Gutschreiben').click()
    await told(page, '5.000 Stempel gutgeschrieben.')
    await button(page, 'Rückgängig').click()
    await told(page, '5.000 Stempel zurückgenommen.')
    await page.getByRole('heading', { name: 'Kaffeekarte: 0 von 10' }).waitFor()
    expectNoFaults()
  })
})
