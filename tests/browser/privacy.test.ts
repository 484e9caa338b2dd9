import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
let context: BrowserContext
beforeAll(async () => {
  office = await openOffice()
  ;({ context } = office)
})
afterAll(() => office?.close())

const told = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Meldungen' }).getByText(words).waitFor()

it('a person is erased after a look at what goes, and a word typed by hand', async () => {
  const identities = [{ kind: 'email', value: 'zoe.quandt@example.org' }]
  await office.send('POST', '/customers', {
    name: 'Zoë Quandt',
    birthday: '1984-02-29',
    identities,
  })
  const { page, expectNoFaults } = await openPage(context, '/admin/customers')
  await page.getByRole('link', { name: 'Zoë Quandt' }).click()
  await page.getByRole('heading', { name: 'Daten der Person' }).waitFor()
  await page.getByRole('button', { name: 'Person löschen' }).click()
  await page.getByText('Das ist danach weg').waitFor()
  await axe(page)
  await takeScreens(page, 'privacy-erase')
  const erase = page.getByRole('button', { name: 'Endgültig löschen' })
  expect(await erase.isDisabled()).toBe(true)
  await page.getByLabel('Zum Bestätigen LÖSCHEN eintippen').fill('löschen')
  await erase.click()
  await told(page, 'Die Person ist gelöscht.')
  await page.waitForURL(/\/customers$/)
  await page.getByRole('link', { name: 'Zoë Quandt' }).waitFor({ state: 'detached' })
  expectNoFaults()
})

it('a period is set, and who comes back is let in again', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/storage')
  await page.getByRole('button', { name: 'Notizen und Texte ändern' }).click()
  await page.getByLabel('Tage').fill('400')
  await page.getByRole('button', { name: 'Frist setzen' }).click()
  await page.getByText('400 Tage').waitFor()
  await page.goto(page.url().replace('storage', 'privacy'))
  await page.getByLabel('Adresse oder Nummer').fill('zoe.quandt@example.org')
  await page.getByRole('button', { name: 'Wieder erlauben' }).click()
  await told(page, 'Sie können die Person jetzt wieder anlegen')
  expectNoFaults()
})
