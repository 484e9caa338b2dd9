import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wooOrder } from '../shops.ts'
import { axe, openContext, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { signInOwner } from './sign-in-owner.ts'
import { button, told } from './words.ts'

let office: Office
let context: BrowserContext

beforeAll(async () => {
  office = await openOffice()
  ;({ context } = office)
})
afterAll(() => office?.close())

const file = (name: string, text: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

/** Three guests on 120 receipts, and two rows nobody can read. */
const till = [
  'Tag;Nummer;Wert;Ort',
  ...Array.from({ length: 120 }, (_, index) => {
    const [day, month] = [(index % 28) + 1, 1 + (index % 6)]
    return `${day}.${month}.2026;${'ABC'[index % 3]}-10${index % 3};${4 + (index % 5)},50;Altstadt`
  }),
  '31.2.2026;A-100;4,50;Altstadt',
  '3.3.2026;A-100;viel;Altstadt',
].join('\n')

const drop = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles(file(name, text))

describe('bringing in a file of purchases', () => {
  it('shows how it is read, lets every column be corrected and ends on what came of it', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/imports')
    await drop(page, 'Kasse.csv', till)
    await page.getByRole('heading', { name: 'So lesen wir Ihre Datei.' }).waitFor()
    expect(await chosen(page, 'Datum')).toBe('Tag')
    expect(await chosen(page, 'Betrag')).toBe('Wert')
    await page.getByRole('cell', { name: '4,50 €' }).first().waitFor()
    await axe(page)
    await takeScreens(page, 'import-preview')

    await page.getByRole('combobox', { name: 'Betrag' }).selectOption({ label: 'nicht dabei' })
    await page.getByRole('heading', { name: 'Noch fehlt, was in welcher Spalte steht.' }).waitFor()
    expect(await page.getByRole('button', { name: 'Verkäufe einlesen' }).isDisabled()).toBe(true)
    await page.getByRole('combobox', { name: 'Betrag' }).selectOption({ label: 'Wert' })
    await page.getByRole('combobox', { name: 'Gast' }).selectOption({ label: 'Nummer' })
    await page.getByRole('rowheader', { name: '01.01.2026' }).waitFor()
    await page.getByRole('textbox', { name: 'So merken als' }).fill('Kasse Altstadt')
    await page.getByRole('button', { name: 'Verkäufe einlesen' }).click()

    await page.getByRole('heading', { name: '120 Zeilen sind gezählt.' }).waitFor()
    await page.getByText('Sie gehören zu 3 Gästen.').waitFor()
    await page.getByRole('heading', { name: '2 Zeilen passen nicht' }).waitFor()
    await axe(page)
    await takeScreens(page, 'import-end')
    expectNoFaults()
  })

  it('gives out the refused rows, which count once they are mended and dropped again', async () => {
    const page = await ended('120 Zeilen sind gezählt.')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Abgelehnte Zeilen laden' }).click()
    const refused = await readFile(await (await download).path(), 'utf8')
    expect(refused).toContain('31.2.2026')
    expect(refused).toContain('Der Betrag')

    await drop(page, 'Kasse.csv', refused.replace('31.2.2026', '28.2.2026').replace('viel', '4,50'))
    await page.getByText('Gelesen wie „Kasse Altstadt“').waitFor()
    await page.getByRole('button', { name: 'Verkäufe einlesen' }).click()
    await page.getByRole('heading', { name: '2 Zeilen sind gezählt.' }).waitFor()
  })

  it('knows a file that was here before, and counts nothing of it twice', async () => {
    const { page } = await openPage(context, '/admin/imports')
    await drop(page, 'Noch einmal.csv', till)
    await page.getByText('Genau diese Datei wurde am').waitFor()
    await page.getByRole('button', { name: 'Verkäufe einlesen' }).click()
    await page.getByRole('heading', { name: 'In dieser Datei war nichts Neues.' }).waitFor()
    await page.getByRole('link', { name: 'Importe' }).first().click()
    await page.getByRole('row', { name: /Noch einmal\.csv eingelesen/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'imports')
  })

  it('takes an import back after saying what will be gone', async () => {
    const page = await ended('120 Zeilen sind gezählt.')
    await page.getByRole('button', { name: 'Import zurücknehmen' }).click()
    await page.getByText('ist dann weg: 120 Zeilen.').waitFor()
    await axe(page)
    await page.getByRole('button', { name: '120 Zeilen zurücknehmen' }).click()
    await page.getByRole('heading', { name: 'Der Import ist zurückgenommen.' }).waitFor()
    const overview = await context.request.get('/api/v1/customers?limit=10')
    const { items } = await overview.json()
    expect(items.map(({ purchases }: { purchases: number }) => purchases)).toEqual([2])
  })

  it('in a currency without a rate leads to where it is set, and begins no sooner', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/imports')
    await drop(page, 'Markt.csv', 'customer,date,amount_gbp\nQ-1,2026-02-01,10.00\n')
    await page.getByText('Für GBP gibt es noch keinen Kurs.').waitFor()
    expect(await button(page, 'Verkäufe einlesen').isDisabled()).toBe(true)
    await axe(page)
    await takeScreens(page, 'import-without-rate')
    await page.getByRole('link', { name: 'Kurs festlegen' }).click()
    await button(page, 'Kurs festlegen').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Fremde Währung' }).click()
    await page.getByRole('option', { name: /GBP/ }).click()
    await dialog.getByLabel('Kurs').fill('1,15')
    await dialog.getByLabel('gilt ab').fill('2026-01-01')
    await button(page, 'Kurs gelten lassen').click()
    await page.getByText('1 GBP = 1,1500 EUR').waitFor()
    await page.goBack()
    await button(page, 'Verkäufe einlesen').click()
    await page.getByRole('heading', { name: '1 Zeile ist gezählt.' }).waitFor()
    expectNoFaults()
  })

  it('throws a file away that was never started', async () => {
    const { page } = await openPage(context, '/admin/imports')
    await drop(page, 'Weg damit.csv', till)
    await page.getByRole('button', { name: 'Datei verwerfen' }).click()
    await page.getByRole('heading', { name: 'Verkäufe einlesen' }).waitFor()
    await page.getByRole('link', { name: 'Weg damit.csv' }).waitFor({ state: 'detached' })
  })

  /** The page of the import whose end says so. */
  async function ended(sentence: string): Promise<Page> {
    const { page } = await openPage(context, '/admin/imports')
    await page.getByRole('link', { name: 'Kasse.csv' }).last().click()
    await page.getByRole('heading', { name: sentence }).waitFor()
    return page
  }
})

const chosen = (page: Page, field: string) =>
  page.getByRole('combobox', { name: field }).locator('option:checked').textContent()

describe('a web shop', () => {
  /** As WooCommerce would, with the secret it was given. */
  const tell = async (address: string, secret: string, order: object) => {
    const data = JSON.stringify(order)
    const signature = createHmac('sha256', secret).update(data).digest('base64')
    const reply = await context.request.post(address, {
      data,
      headers: {
        'content-type': 'application/json',
        'x-wc-webhook-topic': 'order.created',
        'x-wc-webhook-signature': signature,
      },
    })
    expect(reply.status()).toBe(200)
  }

  it('is connected in a few steps; what it tells counts, or says why not', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/connections')
    await page.getByText('Noch ist kein Shop verbunden.').waitFor()
    await button(page, 'Shop verbinden').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Verbinden' }).click()
    await dialog.getByText('Ohne diesen Schlüssel').waitFor()
    await takeScreens(page, 'connection-new')
    await dialog.getByRole('combobox', { name: 'Welcher Shop?' }).click()
    await page.getByRole('option', { name: 'WooCommerce' }).click()
    await dialog.getByLabel('Name').fill('Onlineshop')
    await dialog.getByRole('button', { name: 'Verbinden' }).click()
    const secret = await page.getByRole('textbox', { name: 'Schlüssel' }).inputValue()
    const address = (await page.locator('code').textContent())!
    await axe(page)
    await takeScreens(page, 'connection-made')
    await button(page, 'Eingetragen').click()

    await page.getByRole('link', { name: 'Onlineshop' }).click()
    await page.getByText('Noch kam nichts an.').waitFor()
    await takeScreens(page, 'connection-empty')
    const sold = { lines: [{ total: '20.00', total_tax: '3.80' }] }
    await tell(address, secret, wooOrder(sold))
    await tell(
      address,
      secret,
      wooOrder({ ...sold, number: '728', status: 'on-hold', date_paid_gmt: null }),
    )
    await tell(address, secret, wooOrder({ ...sold, number: '729', id: 729, currency: 'CHF' }))
    await page.reload()
    await page.getByText('Eine Meldung zählte nicht.').waitFor()
    await page.getByText('Die Bestellung ist in fremder Währung.').waitFor()
    await page.getByText('Die Bestellung ist noch nicht bezahlt.').waitFor()
    await axe(page)
    await takeScreens(page, 'connection')
    await button(page, 'Alle noch einmal prüfen').click()
    await told(page, 'Eine Meldung wird noch einmal geprüft.')
    await button(page, 'Pausieren').click()
    await page.getByRole('heading', { name: 'Onlineshop ist pausiert' }).waitFor()
    await button(page, 'Ändern').click()
    await button(page, 'Verbindung beenden').click()
    await page.getByText('Neues wird ab sofort abgewiesen.').waitFor()
    await takeScreens(page, 'connection-end')
    await dialog.getByRole('button', { name: 'Verbindung beenden' }).click()
    await page.getByRole('heading', { name: 'Onlineshop ist beendet' }).waitFor()
    expectNoFaults()
    await inEnglish(context, '/admin/settings/connections', async (own) => {
      await own.getByRole('link', { name: 'Onlineshop' }).waitFor()
      await takeScreens(own, 'connections-en')
      await own.getByRole('link', { name: 'Onlineshop' }).click()
      await own.getByText('The order is in another currency.').waitFor()
      await axe(own)
      await takeScreens(own, 'connection-en')
    })
  })
})

describe('a till that knows no guests', () => {
  let other: Program
  let visitor: BrowserContext
  beforeAll(async () => {
    other = await startProgram()
    visitor = await openContext(office.browser, other.address)
    await signInOwner(visitor, other)
  })
  afterAll(async () => {
    await visitor?.close()
    await other?.stop()
  })

  it('in another currency than the business so far makes it its own with one tap', async () => {
    const { page, expectNoFaults } = await openPage(visitor, '/admin')
    await drop(page, 'pounds.csv', 'date,total GBP,receipt\n2026-05-01,3.20,R1\n')
    await page.getByText('Die Datei zählt in GBP, Ihr Betrieb bisher in EUR.').waitFor()
    await axe(page)
    await takeScreens(page, 'import-other-currency')
    await button(page, 'Unser Betrieb rechnet in GBP').click()
    await told(page, 'Ihr Betrieb rechnet jetzt in GBP.')
    await page.getByText('Die Datei zählt in GBP').waitFor({ state: 'detached' })
    await button(page, 'Datei verwerfen').click()
    await told(page, 'Die Datei ist verworfen.')
    expectNoFaults()
  })

  it('still ends on a useful page', async () => {
    const receipts = Array.from(
      { length: 60 },
      (_, index) =>
        `2026-05-${String((index % 28) + 1).padStart(2, '0')} 08:15,${index + 1}.20,R${index}`,
    )
    const { page, expectNoFaults } = await openPage(visitor, '/admin')
    await drop(page, 'till.csv', ['date,total,receipt', ...receipts].join('\n'))
    await page.getByText('Keine Spalte sagt, wer gekauft hat.').waitFor()
    await page.getByRole('button', { name: 'Verkäufe einlesen' }).click()
    await page.getByText('Ihre Kasse kennt Bons, aber keine Gäste.').waitFor()
    await page.getByRole('link', { name: 'Bons ansehen' }).click()
    await page.waitForURL('**/analytics/receipts')
    await page.getByText('Ihre Kasse kennt Bons').first().waitFor()
    expectNoFaults()
  })
})
