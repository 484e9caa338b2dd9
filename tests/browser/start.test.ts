import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

test('a fresh installation becomes a running ten-stamp program with printed cards', async () => {
  const { page, expectNoFaults } = await openPage(office.context, '/admin')
  await page.getByRole('link', { name: 'In 10 Minuten zur ersten Stammkarte' }).click()
  await page.getByRole('heading', { name: 'In 10 Minuten zur ersten Stammkarte.' }).waitFor()
  await page.getByRole('radio', { name: 'Bäckerei' }).check()
  await page.getByRole('button', { name: /Prämie der vollen Karte: ein Brot/ }).waitFor()
  await page.getByLabel('Name des Betriebs').fill('Bäckerei Lindner')
  await page.getByLabel('Name der Filiale').fill('Lindner am Markt')
  await page.getByRole('button', { name: /Prämie der vollen Karte/ }).click()
  await page.getByLabel('Prämie der vollen Karte').fill('ein Bauernbrot')
  await page.keyboard.press('Enter')
  const terms = page.getByLabel('Wortlaut')
  expect(await terms.inputValue()).toContain('Für 10 Stempel gibt es: ein Bauernbrot.')
  await axe(page)
  await takeScreens(page, 'start')
  await page.getByRole('button', { name: 'Ab heute sammeln' }).click()

  await page.getByRole('heading', { name: 'Ab heute wird gesammelt.' }).waitFor()
  await axe(page)
  await takeScreens(page, 'start-begun')
  const team = page.getByRole('link', { name: 'PIN für alle, die an der Theke stehen' })
  expect(await team.getAttribute('href')).toBe('/admin/settings/cashiers')
  const sheet = page.getByRole('link', { name: 'Kartenbögen: PDF öffnen' })
  const print = await office.context.request.get((await sheet.getAttribute('href')) ?? '')
  expect([print.status(), (await print.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])

  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Kartenbögen: Herunterladen' }).click()
  expect((await saved).suggestedFilename()).toBe('Stammkarten.pdf')

  const { items } = await office.send('GET', '/card-batches')
  const { cards } = await office.send('GET', `/card-batches/${items[0].id}`)
  await page.getByRole('link', { name: 'Theke öffnen' }).click()
  await bookFirstStamp(cards[0].cardNumber)
  expectNoFaults()
})

/** With a printed number, as the scanner sends it. */
async function bookFirstStamp(cardNumber: string) {
  const page = office.context.pages().at(-1)!
  await page.waitForURL('**/pos')
  await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
  await page.keyboard.type(cardNumber)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Karte ausgeben' }).click()
  await page.getByRole('button', { name: /Besuch buchen/ }).click()
  await page.getByRole('img', { name: 'Stempelkarte: 1 von 10' }).waitFor()
}

test('whoever comes back finds it begun, and the prints in English', async () => {
  await inEnglish(office.context, '/admin/prints', async (page) => {
    await page.getByRole('link', { name: 'Poster: Open PDF' }).waitFor()
    await page.getByText('23 of them still free').waitFor()
    await axe(page)
    await takeScreens(page, 'prints-en')
    await page.getByRole('button', { name: '24 new cards' }).click()
    await page.getByText('24 of them still free').waitFor()
  })
})
