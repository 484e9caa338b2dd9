import { sql } from 'kysely'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeMonths, estimateAnew } from '#domain/ledger/liability/close-months.ts'
import { type House, openHouse } from '#house.ts'
import { dateText, dayNumber, monthOf, monthStart } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { type PointsBooks, pointsBooks } from '../liability.ts'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
let house: House
let context: BrowserContext
let send: Office['send']

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  for (const name of ['Altstadt', 'Hafen']) await send('POST', '/stores', { code: name, name })
  house = await openHouse({ databaseUrl: office.program.databaseUrl })
})
afterAll(async () => {
  await house?.close()
  await office?.close()
})

const today = dayNumber(new Date().toISOString().slice(0, 10))
const daysAgo = (days: number) => dateText(today - days)

/** Fifteen months of points and stamps in two stores, each booked on its day. */
async function fillBooks(books: PointsBooks) {
  await books.define('points', 'Punkte', '0.01')
  await books.define('stamps', 'Stempel', '0.4')
  const guests = await Promise.all(Array.from({ length: 4 }, () => books.customer()))
  for (let days = 450; days > 3; days -= 15) {
    const guest = guests[(days / 15) % guests.length]!
    const expiresAt = Date.parse(daysAgo(days - 300))
    await books.earn(guest, daysAgo(days), 4_000 + 10 * days, { store: 1 + (days % 2), expiresAt })
    await books.spend(guest, daysAgo(days - 2), 2_600, 1 + (days % 3 === 0 ? 1 : 0))
    if (days % 60 === 0) {
      await books.earn(guest, daysAgo(days), 9, { currency: 'stamps', store: 1 })
    }
  }
}

/** Last month a partner was paid, and it was taken down at once. */
async function payPartner() {
  await send('PUT', '/partners/linden', { name: 'Buchladen Linden' })
  const lastMonth = dateText(monthStart(monthOf(today)) - 1)
  await sql`
    insert into partner_payments (payment_id, partner, paid_by, amount, paid_on, reference, times,
      recorded_at, recorded_by)
    values (${newId()}, 'linden', 'business', 1250, ${lastMonth}, 'Rechnung 118', 1,
      ${new Date(`${lastMonth}T12:00:00Z`)}, '')`.execute(house.context.database.kysely)
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

const told = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Meldungen' }).getByText(words).waitFor()

describe('open points in euros', () => {
  it('begin with one sentence on what will be here', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/liability')
    await page.getByText('Hier steht, was Ihre offenen Punkte wert sind').waitFor()
    await page.getByText('fehlt noch').first().waitFor()
    await axe(page)
    await takeScreens(page, 'liability-empty')
    expectNoFaults()
  })

  it('say what they are worth, the books of each month, and what stores owe each other', async () => {
    await fillBooks(pointsBooks(house.context))
    await estimateAnew(house.context)
    await closeMonths(house.context)
    const { page, expectNoFaults } = await openPage(context, '/admin/liability')
    await page.getByRole('heading', { name: /^Ihre offenen Punkte sind .* € wert\.$/ }).waitFor()
    await page.getByText(/werden am Ende wohl eingelöst, zwischen \d+ und \d+/).waitFor()
    await page.getByText('So viel, wenn eine Einlösung kostet, was sie wert ist.').waitFor()
    await page
      .getByRole('row', { name: /Hafen.*€/ })
      .first()
      .waitFor()
    await button(page, 'Filialen je Monat: Öffnen').click()
    await page
      .getByRole('row', { name: /Okt|Sept|Aug/ })
      .first()
      .waitFor()
    await page
      .getByRole('row', { name: /Altstadt Hafen .*Punkte/ })
      .first()
      .waitFor()
    await button(page, 'Filialen je Monat: Schließen').click()
    await page.getByText('Es fehlt noch: Beraternummer').waitFor()
    await axe(page)
    await takeScreens(page, 'liability')
    await page.getByRole('radio', { name: 'in Geld' }).check()
    await page.getByRole('columnheader', { name: 'verdient ohne Einlösung' }).waitFor()
    await button(page, 'Bücher und Konten vergleichen').click()
    await page.getByText('Bücher und Konten stimmen überein').waitFor()
    await axe(page)
    await takeScreens(page, 'liability-money')
    expectNoFaults()
  })

  it('are reckoned as the business says, from this month on', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/liability')
    await button(page, 'Ändern: Punkte').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Von 100 Punkten werden eingelöst').fill('140')
    await button(page, 'Ab diesem Monat so rechnen').click()
    await dialog.getByText('Bitte eine Zahl von 0 bis 100.').waitFor()
    await axe(page)
    await takeScreens(page, 'liability-rates')
    await dialog.getByLabel('Von 100 Punkten werden eingelöst').fill('90')
    await dialog.getByLabel('Eine Einlösung kostet Sie vom Wert').fill('35')
    await button(page, 'Ab diesem Monat so rechnen').click()
    await told(page, /So wird ab .* gerechnet/)
    await page.getByText('So haben Sie es festgelegt.').waitFor()
    expectNoFaults()
  })

  it('go to the adviser, once all is said', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/liability')
    await button(page, 'Nummern und Konten ändern').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Beraternummer').fill('29098')
    await dialog.getByLabel('Mandantennummer').fill('55003')
    await dialog.getByLabel('Länge der Sachkonten').fill('4')
    await dialog.getByRole('combobox', { name: 'Beginn des Wirtschaftsjahres' }).click()
    await page.getByRole('option', { name: 'Januar' }).click()
    await dialog.getByLabel('Konto für offene Punkte').fill('35000')
    await dialog.getByLabel('Konto für Erlöse').fill('4000')
    await dialog.getByLabel('Konto für Punkte ohne Einlösung').fill('4830')
    await button(page, 'Nummern und Konten übernehmen').click()
    await dialog.getByText('Ein Konto hat mehr Ziffern').waitFor()
    await axe(page)
    await takeScreens(page, 'liability-accounts')
    await dialog.getByLabel('Konto für offene Punkte').fill('3500')
    await button(page, 'Nummern und Konten übernehmen').click()
    await told(page, 'Nummern und Konten sind übernommen.')
    const download = page.waitForEvent('download')
    await button(page, 'Buchungsstapel laden').click()
    expect((await download).suggestedFilename()).toMatch(/^EXTF_Buchungsstapel_\d{4}-\d\d\.csv$/)
    await axe(page)
    await takeScreens(page, 'liability-ready')
    expectNoFaults()
  })

  it('ask for the accounts of partners in a month in which one was paid', async () => {
    await payPartner()
    const { page } = await openPage(context, '/admin/liability')
    await button(page, 'Buchungsstapel laden').click()
    await page.getByText(/Dafür fehlt noch: Konto der Partner und Konto für Zahlungen/).waitFor()
    await axe(page)
    await takeScreens(page, 'liability-partner-accounts')
    await button(page, 'Nummern und Konten ändern').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Konto der Partner').fill('70000')
    await dialog.getByLabel('Konto für Zahlungen').fill('1460')
    await takeScreens(page, 'liability-accounts-of-partners')
    await button(page, 'Nummern und Konten übernehmen').click()
    await dialog.waitFor({ state: 'detached' })
    const download = page.waitForEvent('download')
    await button(page, 'Buchungsstapel laden').click()
    await download
  })

  it('speak English too', async () => {
    await inEnglish(context, '/admin/liability', async (page) => {
      await page.getByRole('heading', { name: /^Your open points are worth/ }).waitFor()
      await page.getByRole('table', { name: 'Monthly books' }).waitFor()
      await axe(page)
      await takeScreens(page, 'liability-en')
    })
  })

  it('say calmly when they cannot be had', async () => {
    const page = await context.newPage()
    await page.route('**/api/v1/liability', (route) => route.abort())
    await page.goto('/admin/liability')
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).waitFor({ timeout: 60_000 })
    await axe(page)
    await takeScreens(page, 'liability-failed')
  })
})
