import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { button, choose, told, write } from './words.ts'

let office: Office
let context: BrowserContext
let send: Office['send']

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
})
afterAll(() => office?.close())

describe('vouchers', () => {
  it('begin with one sentence and the way to the first', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/vouchers')
    await page.getByText('Hier steht jeder Gutschein').waitFor()
    await axe(page)
    await takeScreens(page, 'vouchers-empty')
    await page.getByRole('link', { name: 'Neuer Gutschein' }).click()
    await page.getByRole('heading', { name: 'Was verspricht der Gutschein?' }).waitFor()
    expectNoFaults()
  })

  it('are written as sentences, and say what is missing', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/vouchers/new')
    await button(page, 'Ab jetzt gelten lassen').click()
    await page.getByText('Geben Sie dem Gutschein einen Namen.').waitFor()
    await write(page, /^Name:/, 'Willkommen zurück')
    await choose(page, 'Was er bringt', 'einen Betrag')
    await write(page, /^Betrag:/, 'nichts')
    await page.getByText('Bitte ein Betrag über 0.').waitFor()
    await write(page, /^Betrag:/, '12,50')
    await choose(page, 'Codes', 'einzelne Codes')
    await choose(page, 'Rest', 'bleibt auf dem Code')
    await write(page, /^Anzahl:/, '30')
    await write(page, /^Mindesteinkauf:/, '20')
    await button(page, /^Letzter Tag:/).click()
    await page.getByLabel('Letzter Tag').fill('2099-12-31')
    await page.keyboard.press('Enter')
    await button(page, 'Letzter Tag: bis 31.12.2099').waitFor()
    await axe(page)
    await takeScreens(page, 'voucher-new')
    await button(page, 'Ab jetzt gelten lassen').click()
    await told(page, 'Willkommen zurück gilt.')
    await page.getByRole('heading', { name: 'Willkommen zurück', level: 1 }).waitFor()
    await page.getByText('Nötig ist ein Einkauf ab 20,00 €.').waitFor()
    expectNoFaults()
  })

  it('show what was taken of them, their codes and their book', async () => {
    const { page, expectNoFaults } = await openVoucher('Willkommen zurück')
    const first = page
      .getByRole('rowheader', { name: /^[2-9A-Z]{4}-[2-9A-Z]{5}-[2-9A-Z]{4}$/ })
      .first()
    const code = await first.textContent()
    const cart = { amount: 2000 }
    await send('POST', '/voucher-redemptions', { source: 'shop', externalId: '1', code, cart })
    await page.reload()
    await page.getByRole('row', { name: /eingelöst.*12,50 €/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'voucher')
    await page.getByRole('radio', { name: 'eingelöst' }).check()
    await page.getByRole('rowheader', { name: code! }).waitFor()

    await button(page, 'Weitere Codes').click()
    await axe(page)
    await button(page, 'Codes machen').click()
    await told(page, '24 Codes sind dazugekommen.')
    expectNoFaults()
  })

  it('take codes of ones own from a file and say which they refuse', async () => {
    const { page, expectNoFaults } = await openVoucher('Willkommen zurück')
    await button(page, 'Eigene Codes einlesen').click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'codes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Code\nEIGEN-01\neigen01\nx\nEIGEN-02\n'),
    })
    await page.getByText('2 neu, 1 schon bekannt, 1 abgelehnt.').waitFor()
    await page.getByText('Ein Code hat wenigstens 3 Zeichen.').waitFor()
    await axe(page)
    await takeScreens(page, 'voucher-import')
    expectNoFaults()
  })

  it('are changed from now on, rest, count again, and end for good', async () => {
    const { page, expectNoFaults } = await openVoucher('Willkommen zurück')
    await page.getByRole('link', { name: 'Ändern' }).click()
    await page.getByRole('heading', { name: 'Willkommen zurück ändern' }).waitFor()
    await write(page, /^Mindesteinkauf:/, '25')
    await button(page, 'Änderungen übernehmen').click()
    await page.getByText('Nötig ist ein Einkauf ab 25,00 €.').waitFor()
    await button(page, 'Ruhen lassen').click()
    await told(page, 'Willkommen zurück ruht.')
    await button(page, 'Wieder gelten lassen').click()
    await told(page, 'Willkommen zurück gilt wieder.')
    await button(page, 'Beenden').click()
    await page.getByRole('dialog').getByText('und das bleibt so').waitFor()
    await axe(page)
    await takeScreens(page, 'voucher-end')
    await button(page, 'Für immer beenden').click()
    await told(page, 'Willkommen zurück ist beendet.')
    await page.getByText('beendet', { exact: true }).waitFor()
    expect(await button(page, 'Beenden').count()).toBe(0)
    expectNoFaults()
  })

  it('are printed 24 codes a page, and nothing but those', async () => {
    const content = {
      name: 'Kuchen',
      benefit: { kind: 'free_article', sku: 'CAKE', name: 'Ein Stück Apfelkuchen' },
      validUntil: '2099-12-31',
      basketMin: 1000,
    }
    const codes = { kind: 'single', count: 30 }
    const { id } = await send('POST', '/vouchers', { content, codes })
    const { page, expectNoFaults } = await openPage(context, `/admin/vouchers/${id}/print`)
    await page.getByRole('heading', { name: '2 Seiten mit je 24 Codes' }).waitFor()
    expect(await page.getByRole('list').first().getByRole('listitem').count()).toBe(24)
    await axe(page)
    await takeScreens(page, 'voucher-print')
    await page.emulateMedia({ media: 'print' })
    expect(await button(page, 'Drucken').isVisible()).toBe(false)
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
    expectNoFaults()
  })

  it('say calmly where there is none', async () => {
    const { page } = await openPage(context, '/admin/vouchers/vou_00000000000000000000000000')
    await page.getByRole('heading', { name: 'Diesen Gutschein gibt es nicht.' }).waitFor()
    await axe(page)
  })

  it('speak English too', async () => {
    await inEnglish(context, '/admin/vouchers', async (page) => {
      await page.getByRole('link', { name: 'Kuchen' }).waitFor()
      await axe(page)
      await takeScreens(page, 'vouchers-en')
      await page.getByRole('link', { name: 'New voucher' }).click()
      await page.getByText('It cannot be combined with others.').waitFor()
      await takeScreens(page, 'voucher-new-en')
    })
  })

  async function openVoucher(name: string) {
    const watched = await openPage(context, '/admin/vouchers')
    await watched.page.getByRole('link', { name }).click()
    await watched.page.getByRole('heading', { name, level: 1 }).waitFor()
    return watched
  }
})
