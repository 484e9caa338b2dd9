import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { told } from './words.ts'

let office: Office
let context: BrowserContext
let anna: string

beforeAll(async () => {
  office = await openOffice()
  ;({ context } = office)
  const { send } = office
  await send('POST', '/attributes', { name: 'drink', label: 'Lieblingsgetränk', type: 'text' })
  const { id } = await send('POST', '/customers', {
    ...{ name: 'Anna Lorenz', language: 'de', birthday: '--11-21' },
    attributes: { drink: 'Tee' },
    identities: [{ kind: 'email', value: 'anna@example.org' }],
  })
  await send('POST', '/customers', { name: 'Bruno Weiß' })
  anna = id
})
afterAll(() => office?.close())

it('a purpose gets its words, a guest says yes on paper, and all contact can be stopped', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/consents')
  await page.getByRole('button', { name: 'Zweck festlegen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Zweck', { exact: true }).fill('Neuigkeiten und Angebote')
  await dialog.getByRole('button', { name: 'Vorschlag einsetzen' }).click()
  await axe(page)
  await takeScreens(page, 'consents-purpose')
  await dialog.getByRole('button', { name: 'Festlegen' }).click()
  await told(page, 'Der Wortlaut gilt ab jetzt für jede neue Einwilligung.')
  await takeScreens(page, 'consents-settings')

  await page.goto(`${office.program.address}/admin/customers/${anna}`)
  await page.getByRole('button', { name: 'Festhalten', exact: true }).click()
  await dialog.getByRole('button', { name: 'Festhalten' }).click()
  await dialog.getByText('Ohne Blatt gibt es hier kein Ja.').waitFor()
  await dialog.getByLabel('Wo liegt das unterschriebene Blatt?').fill('Ordner 3, Blatt 12')
  await axe(page)
  await takeScreens(page, 'consents-record')
  await dialog.getByRole('button', { name: 'Festhalten' }).click()
  await told(page, 'Das ist festgehalten.')
  await page.getByRole('button', { name: 'Verlauf und Nachweise' }).click()
  await dialog.getByText('Nachweis: Ordner 3, Blatt 12').waitFor()
  await dialog.getByText('Die Kette der Nachweise ist lückenlos.').waitFor()
  await axe(page)
  await takeScreens(page, 'consents-history')
  await dialog.getByRole('button', { name: 'Schließen' }).click()

  await page.getByRole('button', { name: 'Kontakt stoppen' }).click()
  await dialog.getByRole('button', { name: 'Kontakt stoppen' }).click()
  await page.getByText('Möchte keinen Kontakt.').first().waitFor()
  await axe(page)
  await takeScreens(page, 'contact-stopped')
  expectNoFaults()
})

it('every figure of what is known leads to whom it counts', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/customers/known')
  await page.getByRole('heading', { name: '2 Gäste, davon 50 % per E-Mail erreichbar' }).waitFor()
  await axe(page)
  await takeScreens(page, 'known')
  await page
    .getByRole('row', { name: /^Geburtstag/ })
    .getByRole('link')
    .click()
  await page.getByText('mit Geburtstag').waitFor()
  await page.getByRole('link', { name: 'Anna Lorenz' }).waitFor()
  expect(await page.getByRole('link', { name: 'Bruno Weiß' }).count()).toBe(0)
  await takeScreens(page, 'known-list')
  expectNoFaults()
})

it('a file of guests is looked at before anything is written', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/imports')
  await page.getByRole('link', { name: 'Gäste aus einer Datei einlesen' }).click()
  await page.getByRole('heading', { name: 'Gäste anlegen und ergänzen' }).waitFor()
  const lines = [
    'Name;E-Mail;Lieblingsgetränk;Notiz',
    'Anna Lorenz;anna@example.org;Kaffee;x',
    'Carla Neu;carla@example.org;;',
    'Ohne alles;;;',
  ]
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'gaeste.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) },
  })
  await page.getByRole('heading', { name: 'So lesen wir Ihre Datei.' }).waitFor()
  await page.getByRole('button', { name: 'Eine Spalte nennt Einwilligungen' }).click()
  await page.getByLabel('Spalte mit Ja oder Nein').waitFor()
  await axe(page)
  await takeScreens(page, 'customer-file-columns')
  await page.getByRole('button', { name: 'Ansehen, was sich ändert' }).click()
  await page.getByRole('heading', { name: '3 Zeilen gelesen. So sähe es danach aus.' }).waitFor()
  await page.getByText('Lieblingsgetränk: Tee wird Kaffee').waitFor()
  await axe(page)
  await takeScreens(page, 'customer-file')
  await page.getByRole('button', { name: 'So übernehmen' }).click()
  await page.getByRole('heading', { name: 'Fertig, 3 Zeilen gelesen.' }).waitFor()
  await takeScreens(page, 'customer-file-end')
  await page.getByRole('link', { name: 'Zeile 3' }).click()
  await page.getByRole('heading', { name: 'Carla Neu' }).waitFor()
  expectNoFaults()
})

it('a yes without its proof costs no guest their row, and is said beside the result', async () => {
  const { items } = await office.send('GET', '/consent-texts')
  const { page, expectNoFaults } = await openPage(context, '/admin/imports/customers')
  const lines = [`Name;E-Mail;consent.${items[0].purpose}.email`, 'Dora Klee;dora@example.org;ja']
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) },
  })
  await page.getByRole('button', { name: 'Ansehen, was sich ändert' }).click()
  await page.getByText('ohne die Einwilligung').waitFor()
  await page.getByText('Zu einem Ja gehört der Wortlaut.').waitFor()
  await page.getByRole('button', { name: 'So übernehmen' }).click()
  await page.getByRole('heading', { name: 'Fertig, eine Zeile gelesen.' }).waitFor()
  await page.getByRole('heading', { name: '1 Zeile passt nicht' }).waitFor()
  await axe(page)
  await takeScreens(page, 'customer-file-consent')
  expectNoFaults()
})

it('a new wording may ask everybody anew, and each guest’s page says to which words the yes was', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/consents')
  await page.getByRole('button', { name: 'Neuer Wortlaut' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Wortlaut' }).fill('Ja, auch Werbung von Partnern.')
  await dialog.getByRole('checkbox', { name: 'Alle neu fragen' }).check()
  await axe(page)
  await takeScreens(page, 'consents-anew')
  await dialog.getByRole('button', { name: 'Ab jetzt verwenden' }).click()
  await told(page, 'Der Wortlaut gilt ab jetzt für jede neue Einwilligung.')
  await page.goto(`${office.program.address}/admin/customers/${anna}`)
  await page.getByText(/^ja zu Fassung 1, zählt nicht mehr$/).waitFor()
  await takeScreens(page, 'consents-anew-guest')
  await axe(page)
  expectNoFaults()
})
