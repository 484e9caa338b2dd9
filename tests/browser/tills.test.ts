import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { dsfinvk } from '../dsfinvk.ts'
import { signedReceipt, signingUnit } from '../tills.ts'
import { axe, openPage } from './browser.ts'
import { type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { told } from './words.ts'

let office: Office
let context: BrowserContext

beforeAll(async () => {
  office = await openOffice()
  ;({ context } = office)
  await office.send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
  const at = { source: 'csv', store: 'altstadt', type: 'purchase', amount: 450 }
  await office.send('POST', '/events', {
    events: [
      { ...at, externalId: '1', occurredAt: '2026-11-20T09:00:00Z', customer: { externalId: 'a' } },
      { ...at, externalId: '2', occurredAt: '2026-11-20T09:01:00Z' },
    ],
  })
})
afterAll(() => office?.close())

it('a till is registered by a receipt; its export is dropped, and what is unclear decided', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/tills')
  await page.getByText('Noch ist keine Kasse angemeldet.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Kasse anmelden' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Theke links')
  const unit = signingUnit()
  await dialog.getByLabel('Der Code vom Bon').fill(signedReceipt({ unit, serial: 'KASSE-1' }))
  await axe(page)
  await takeScreens(page, 'tills-register')
  await dialog.getByRole('button', { name: 'Anmelden' }).click()
  await told(page, 'Theke links ist angemeldet.')
  const coffee = { text: 'Kaffee', group: 'Getränke', amount: '4.50' }
  const bytes = dsfinvk(
    [
      { bon: '1001', start: '2026-11-20T09:50:00', end: '2026-11-20T10:00:30', lines: [coffee] },
      { bon: '1002', start: '2026-11-20T13:00:00', end: '2026-11-20T13:38:00', lines: [coffee] },
      { bon: '1003', kind: 'AVTraining', end: '2026-11-20T14:00:00', lines: [coffee] },
    ],
    { publicKey: unit.publicKey },
  )
  const file = { name: 'kasse-november.zip', mimeType: 'application/zip', buffer: bytes }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('1 gezählt, 1 unklar und 1 ohne Verkauf').waitFor()
  await page.getByText('Bon 1001, Altstadt, 4,50', { exact: false }).waitFor()
  await axe(page)
  await takeScreens(page, 'tills')
  await page.getByRole('button', { name: /mit Namen$/ }).click()
  await page.getByText('Alles ist zugeordnet.').waitFor()
  expectNoFaults()
})
