import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { button, told } from './words.ts'

let office: Office
let context: BrowserContext
let send: Office['send']

const today = dayNumber(new Date().toISOString().slice(0, 10))
const day = (since: number) => dateText(today + since)

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  const identities = [{ kind: 'email', value: 'ines.albers@weber.example' }]
  await send('POST', '/customers', { name: 'Ines Albers', identities })
  const visits = [-70, -63, -56, -49, -42, -35, -28, -21, -14, -7, -1]
  await send('POST', '/events', {
    events: visits.map((since, place) => ({
      ...{ type: 'purchase', source: 'till', externalId: `b${place}`, amount: 4_250 + place },
      ...{
        occurredAt: `${day(since)}T09:00:00Z`,
        customer: { email: 'ines.albers@weber.example' },
      },
    })),
  })
})
afterAll(() => office?.close())

describe('companies', () => {
  it('are in no menu until somebody wants them', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/settings/business')
    const menu = page.getByRole('link', { name: 'Firmen', exact: true })
    await page.getByLabel('Firmen im Menü zeigen').check()
    expect(await menu.count()).toBe(0)
    await button(page, 'Änderungen übernehmen').click()
    await menu.first().click()
    await page.getByText('Hier stehen Ihre Firmenkunden').waitFor()
    await axe(page)
    await takeScreens(page, 'companies-empty')
    expectNoFaults()
  })

  it('have people, contracts and devices, each written down in a few fields', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/companies')
    await button(page, 'Firma aufnehmen').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Firma aufnehmen' }).click()
    await page.getByText('Geben Sie der Firma einen Namen.').waitFor()
    await dialog.getByLabel('Name').fill('Kanzlei Weber & Lange')
    await dialog.getByLabel('Ihre Nummer').fill('F-1001')
    await dialog.getByLabel('Branche').fill('Recht')
    await dialog.getByLabel('Ort', { exact: true }).fill('Köln')
    await axe(page)
    await takeScreens(page, 'company-new')
    await dialog.getByRole('button', { name: 'Firma aufnehmen' }).click()
    await told(page, 'Kanzlei Weber & Lange ist aufgenommen.')
    await page.getByText('Noch kein Kauf, auch nicht von ihren Ansprechpersonen.').waitFor()

    await button(page, 'Person zuordnen').click()
    await dialog.getByRole('combobox', { name: 'Gast' }).fill('Ines')
    await page.getByRole('option', { name: /Ines Albers/ }).click()
    await dialog.getByLabel('Aufgabe').fill('Empfang')
    await axe(page)
    await takeScreens(page, 'company-contact')
    await button(page, 'Übernehmen').click()
    await told(page, 'Die Person gehört jetzt zu dieser Firma.')

    await button(page, 'Vertrag aufnehmen').click()
    await dialog.getByLabel('Vertrag', { exact: true }).fill('Kaffee fürs Büro')
    await button(page, 'Übernehmen').click()
    await page.getByText('Wann beginnt er?').waitFor()
    await dialog.getByLabel('Beginn').fill(day(-300))
    await dialog.getByLabel('Ende der ersten Laufzeit').fill(day(64))
    await dialog.getByLabel('Verlängert sich').fill('12')
    await dialog.getByLabel('Kündigungsfrist').fill('1')
    await dialog.getByLabel('Wert in EUR').fill('249')
    await axe(page)
    await takeScreens(page, 'company-contract')
    await button(page, 'Übernehmen').click()
    await told(page, 'Der Vertrag ist eingetragen.')

    await button(page, 'Gerät eintragen').click()
    await dialog.getByLabel('Gerät', { exact: true }).fill('Siebträger S2')
    await dialog.getByLabel('Seriennummer').fill('S2-0815')
    await dialog.getByLabel('Nächste Wartung').fill(day(20))
    await button(page, 'Übernehmen').click()
    await told(page, 'Das Gerät ist eingetragen.')
    await page.reload()
    await page.getByText(/Kauft sonst alle 7 Tage/).waitFor()
    await axe(page)
    await takeScreens(page, 'company')
    await page.getByRole('link', { name: 'Ines Albers' }).click()
    await page.getByRole('link', { name: 'Kanzlei Weber & Lange' }).waitFor()
    await axe(page)
    await takeScreens(page, 'customer-of-company')
    expectNoFaults()
  })

  it('whose contracts can end soon are worked through', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/companies/contracts')
    await page.getByText('Ein Vertrag steht an').waitFor()
    await axe(page)
    await takeScreens(page, 'contracts')
    await button(page, /: Besprochen$/).click()
    await page.getByLabel('Was ist herausgekommen?').fill('Bleibt ein weiteres Jahr')
    await button(page, 'Abhaken').click()
    await told(page, 'Abgehakt.')
    await page.getByText('Nichts steht an.').waitFor()
    expectNoFaults()
  })

  it('come from a file too, looked at before anything is written', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/companies')
    await page.getByRole('link', { name: 'Aus einer Datei einlesen' }).click()
    const lines = ['Nummer;Name;Ort;Notiz', 'F-1001;;Bonn;x', 'F-2002;Praxis Krämer;Aachen;']
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'firmen.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) },
    })
    await page.getByRole('heading', { name: '2 Zeilen gelesen. So sähe es danach aus.' }).waitFor()
    await page.getByText('Ort: Köln wird Bonn').waitFor()
    await axe(page)
    await takeScreens(page, 'company-file')
    await button(page, 'So übernehmen').click()
    await page.getByRole('heading', { name: 'Fertig, 2 Zeilen gelesen.' }).waitFor()
    await page.getByRole('link', { name: 'Zeile 3' }).click()
    await page.getByRole('heading', { name: 'Praxis Krämer' }).waitFor()
    expectNoFaults()
  })

  it('speak English too', async () => {
    await inEnglish(context, '/admin/companies', async (page) => {
      await page.getByText('Companies that buy from you').waitFor()
      await axe(page)
      await takeScreens(page, 'companies-en')
      await page.getByRole('link', { name: 'Kanzlei Weber & Lange' }).click()
      await page.getByText(/Usually buys every 7 days/).waitFor()
      await takeScreens(page, 'company-en')
    })
  })
})
