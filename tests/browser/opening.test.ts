import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { openCafe } from './cafe.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
beforeAll(async () => {
  office = await openCafe()
  await office.send('POST', '/stores', {
    code: 'wettern',
    name: 'Kaffeerösterei und Backstube an der alten Wettern-Lüdenscheidt-Chaussee',
  })
})
afterAll(() => office?.close())

it('a store says when it is open and on which days it is closed', async () => {
  const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/stores')
  const row = page.getByRole('table', { name: 'Öffnungszeiten' }).getByRole('row').nth(1)
  const dialog = page.getByRole('dialog')
  await row.getByRole('button', { name: 'Öffnungszeiten' }).click()
  await dialog.getByLabel('Montag').fill('morgens')
  await dialog.getByRole('button', { name: 'Öffnungszeiten übernehmen' }).click()
  await dialog.getByText('Bitte so: 9–18').waitFor()
  for (const day of ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag']) {
    await dialog.getByLabel(day).fill('8 bis 12:30 und 14-18 Uhr')
  }
  await dialog.getByLabel('Samstag').fill('9-14')
  await axe(page)
  await takeScreens(page, 'opening-hours')
  await dialog.getByRole('button', { name: 'Öffnungszeiten übernehmen' }).click()
  await row.getByText('Mo–Fr 8:00–12:30 und 14:00–18:00 Uhr, Sa 9:00–14:00 Uhr').waitFor()

  await row.getByRole('button', { name: 'Schließtage' }).click()
  await dialog.getByRole('button', { name: 'Weitere Tage' }).click()
  await dialog.getByLabel('Name').fill('Betriebsferien')
  await dialog.getByLabel('Erster Tag').fill('2126-12-24')
  await dialog.getByLabel('Letzter Tag').fill('2126-12-20')
  await dialog.getByRole('button', { name: 'Schließtage übernehmen' }).click()
  await dialog.getByText('Das liegt vor dem ersten Tag.').waitFor()
  await axe(page)
  await takeScreens(page, 'closing-days')
  await dialog.getByLabel('Letzter Tag').fill('2127-01-02')
  await dialog.getByRole('button', { name: 'Schließtage übernehmen' }).click()
  await row.getByText('Betriebsferien').waitFor()
  await axe(page)
  await takeScreens(page, 'opening')
  expect((await office.send('GET', '/opening-hours')).items[0]).toMatchObject({
    closures: [{ from: '2126-12-24', until: '2127-01-02', name: 'Betriebsferien' }],
  })
  expectNoFaults()
})
