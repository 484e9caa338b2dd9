import { afterAll, beforeAll, expect, test } from 'vitest'
import { dateText } from '#kernel/calendar.ts'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { button, told } from './words.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await stampGuests()
})
afterAll(() => office?.close())

const guests = 150
const leavers = 12
const daysBack = 240
const today = Math.floor(Date.now() / 86_400_000)

/** Guests with rhythms of their own, of whom the first ones stayed away five weeks ago; no amounts. */
async function stampGuests() {
  const { send } = office
  await send('PATCH', '/business', { name: 'Café Süd', trade: 'gastronomy' })
  await send('POST', '/stores', { code: 'sued', name: 'Café Süd' })
  for (let guest = 0; guest < leavers; guest++) {
    const identities = [{ kind: 'external_id', value: `gast-${guest}` }]
    await send('POST', '/customers', { name: names[guest], identities })
  }
  const events = Array.from({ length: guests }, (_, guest) => visitsOf(guest)).flat()
  for (let at = 0; at < events.length; at += 1000) {
    await send('POST', '/events', { events: events.slice(at, at + 1000) })
  }
}

const names = [
  'Anna',
  'Bert',
  'Cleo',
  'Dora',
  'Emil',
  'Frieda',
  'Gerd',
  'Hanna',
  'Ida',
  'Jan',
  'Kai',
  'Lea',
].map(
  (name, at) => `${name} ${['Lindner', 'Weber', 'Freifrau von Hohenfels-Mittelbergen'][at % 3]}`,
)

/** A stamp for each visit from now on, and a drink for ten. */
async function beginStamps() {
  const { send } = office
  await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.08' })
  await send('PUT', '/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'stamps', way: { kind: 'per_visit', points: 1 } },
  })
  await send('PUT', '/rewards/drink', {
    ...{ name: 'ein Heißgetränk', currency: 'stamps', price: 10 },
    ...{ validFrom: '2026-01-01T00:00:00Z', gives: { kind: 'experience' } },
  })
}

function visitsOf(guest: number): object[] {
  const began = today - daysBack + (guest < leavers ? 0 : (guest * 37) % 200)
  const until = guest < leavers ? today - 35 : guest % 3 === 0 ? began + 60 : today - 1
  const every = guest < leavers ? 4 : guest % 10 === 9 ? daysBack : 3 + ((guest * 7) % 25)
  const visits = []
  for (let day = began; day <= Math.min(until, today - 1); day += every) {
    visits.push({
      type: 'visit',
      source: 'till',
      externalId: `visit-${guest}-${day}`,
      store: 'sued',
      occurredAt: `${dateText(day)}T07:${10 + (guest % 40)}:00Z`,
      customer: { externalId: `gast-${guest}` },
    })
  }
  return visits
}

const monthOf = (day: number) =>
  new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(dateText(day)),
  )

const pages = [
  ['retention', 'Wie viele bleiben?'],
  ['cohorts', 'Wer wann wiederkommt'],
  ['value', 'Bisher ist kein Umsatz gebucht'],
  ['rfm', 'Wie oft sie kamen'],
  ['receipts', 'Hier stehen die Bons'],
] as const

test('a café that only stamps sees its regulars as soon as visits count', async () => {
  const { page, expectNoFaults } = await openPage(office.context, '/admin')
  await page.getByText('Gezählt werden hier bisher nur Käufe.').waitFor()
  await axe(page)
  await takeScreens(page, 'visits-left-out')
  await button(page, 'Besuche mitzählen').click()
  await told(page, 'Besuche zählen jetzt mit.')

  await page.getByRole('heading', { name: 'Wer geht gerade?' }).waitFor()
  await page.getByText('Bisher ist kein Umsatz gebucht.').waitFor()
  await page
    .getByText(/Lindner|Weber/)
    .first()
    .waitFor()
  expect(await page.getByText(/Einkauf|0,00/).count()).toBe(0)
  await axe(page)
  await takeScreens(page, 'visits-overview')

  for (const [report, words] of pages) {
    await page.goto(`/admin/analytics/${report}`)
    await page.getByText(words).first().waitFor()
    await axe(page)
    await takeScreens(page, `visits-${report}`)
    expect(await page.getByText(/0,00|mit Kauf|Einkaufstag/).count(), report).toBe(0)
  }

  await beginStamps()
  await page.goto('/admin/program')
  await page.getByText(/Besuche? in zwölf Monaten/).waitFor()
  await page.getByText('nachgerechnet an Ihren Besuchen').waitFor()
  await page.getByText('Bisher ist kein Umsatz gebucht.').waitFor()
  expect(await page.getByText(/0 von 0|Einkauf|Bons/).count()).toBe(0)
  await takeScreens(page, 'visits-program')

  await page.goto('/admin')
  await button(page, /ansehen$/)
    .first()
    .click()
  await page.getByRole('dialog').getByRole('columnheader', { name: 'Besuchstage' }).waitFor()
  await takeScreens(page, 'visits-behind')

  await page.goto('/admin/customers?regular=yes')
  await page.getByRole('columnheader', { name: 'Besuche' }).waitFor()
  await takeScreens(page, 'visits-customers')
  await page.goto('/admin/customers')
  await page.getByLabel('Gäste suchen').fill('Anna')
  await page.getByRole('link', { name: 'Anna Lindner' }).click()
  await page
    .getByText(`seit ${monthOf(today - daysBack)}`)
    .first()
    .waitFor()
  await takeScreens(page, 'visits-customer')
  await page.goto('/admin/settings/business')
  await page.getByText('Wer nur einen Stempel bekam, war auch da.').waitFor()
  await axe(page)
  await takeScreens(page, 'visits-settings')
  expectNoFaults()
})

test('and reads of visits in English', async () => {
  await inEnglish(office.context, '/admin/', async (page) => {
    await page.getByText('No revenue has been booked so far.').waitFor()
    await takeScreens(page, 'visits-overview-en')
    for (const [report] of pages.slice(0, 4)) {
      await page.goto(`/admin/analytics/${report}`)
      await page
        .getByText(/time zone|As of|Five parts/)
        .first()
        .waitFor()
      await takeScreens(page, `visits-${report}-en`)
    }
  })
})
