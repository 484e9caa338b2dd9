import { afterAll, beforeAll, expect, it } from 'vitest'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { axe, openPage } from './browser.ts'
import { type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { told } from './words.ts'

let office: Office
let frida: { customerId: string; cardNumber: string }
let printed: string

beforeAll(async () => {
  office = await openOffice()
  const { send } = office
  await send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
  await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.15' })
  frida = await send('POST', '/pos/guests', { name: 'Frida Holm', store: 'altstadt' })
  await send('POST', '/points/grants', {
    ...{ source: 'office', externalId: 'stamps', customer: { id: frida.customerId } },
    ...{ currency: 'stamps', points: 5, as: 'goodwill', reason: 'occasion' },
  })
  const batch = await send('POST', '/card-batches', { size: 1 })
  printed = batch.cards[0].cardNumber
})
afterAll(() => office?.close())

/** Scans a card at the counter. */
async function scan(cardNumber: string, said: string) {
  const { page } = await openPage(office.context, '/pos')
  await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
  await page.keyboard.type(cardNumber)
  await page.keyboard.press('Enter')
  await page.getByText(said).first().waitFor()
  await axe(page)
  return page
}

it('a lost card is blocked, and the new one greets with the same balance', async () => {
  const { page } = await openPage(office.context, `/admin/customers/${frida.customerId}`)
  await page.getByRole('heading', { name: 'Karten', exact: true }).waitFor()
  await page.getByRole('button', { name: /ist verloren$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Karte zur Hand' }).check()
  await dialog.getByRole('textbox', { name: 'Nummer der neuen Karte' }).fill('1234567890')
  await dialog.getByRole('button', { name: 'Karte sperren' }).click()
  await dialog.getByText('Eine Ziffer dieser Nummer stimmt nicht.').waitFor()
  await axe(page)
  await takeScreens(page, 'cards-lost')
  await dialog.getByRole('textbox', { name: 'Nummer der neuen Karte' }).fill(printed)
  await dialog.getByRole('button', { name: 'Karte sperren' }).click()
  await told(page, `Die neue Nummer: ${groupedCardNumber(printed)}.`)
  await page.getByText(/^ersetzt am/).waitFor()
  await axe(page)
  const refused = await scan(frida.cardNumber, 'Diese Karte wurde ersetzt')
  await takeScreens(refused, 'pos-card-refused')
  expect(await refused.getByRole('heading', { name: /Frida/ }).count()).toBe(0)
  const greeted = await scan(printed, '5 Stempel')
  await greeted.getByRole('heading', { name: /Frida Holm/ }).waitFor()
})

it('a family shares a balance, until a card is split off with its part', async () => {
  const { page, expectNoFaults } = await openPage(
    office.context,
    `/admin/customers/${frida.customerId}`,
  )
  await page.getByRole('button', { name: 'Weitere Karte' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Wessen Karte ist es?' }).fill('Mia')
  await axe(page)
  await dialog.getByRole('button', { name: 'Karte geben' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'Mia' })
  await line.waitFor()
  await takeScreens(page, 'cards-family')
  await line.getByRole('button', { name: /abtrennen$/ }).click()
  await dialog.getByRole('textbox', { name: 'Stempel mitgeben' }).fill('2')
  await axe(page)
  await takeScreens(page, 'cards-split')
  await dialog.getByRole('button', { name: 'Karte abtrennen' }).click()
  await told(page, 'ist nun für sich.')
  expectNoFaults()
  const { send } = office
  const { guest } = await send('POST', '/pos/guests/find', { text: printed })
  expect(guest.points).toMatchObject([{ balance: 3 }])
})

it('cards are made, balances come along with a file, and stamps from paper at the counter', async () => {
  const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/cards')
  await page.getByRole('button', { name: 'Karten machen' }).click()
  const dialog = page.getByRole('dialog')
  await axe(page)
  await dialog.getByRole('textbox', { name: 'Wofür?' }).fill('Eröffnung')
  await dialog.getByRole('button', { name: 'Karten machen' }).click()
  await told(page, '24 Karten sind bereit.')
  await page.getByRole('button', { name: 'Übernahme erlauben' }).click()
  await dialog.getByLabel('Letzter Tag').fill('2099-12-31')
  await axe(page)
  await dialog.getByRole('button', { name: 'So übernehmen' }).click()
  await told(page, 'Die Theke weiß Bescheid.')
  await page.getByRole('link', { name: 'Guthaben übernehmen' }).click()
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'alt.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('Kartennummer;Punkte;Name\nALT-1;7;Bo Lund\nALT-2;viele;\n'),
  })
  await page.getByText('Punkte sind eine ganze Zahl ab 1.').waitFor()
  await axe(page)
  await takeScreens(page, 'cards-balances')
  await page.getByRole('button', { name: 'So übernehmen' }).click()
  await page.getByRole('link', { name: 'Zeile 2' }).waitFor()
  await page.goto('/admin/settings/cards')
  await page.getByText('1 Karte, 7 Stempel').waitFor()
  await axe(page)
  await takeScreens(page, 'cards-settings')
  expectNoFaults()
  const counter = await scan('ALT-1', '7 Stempel')
  await counter.getByRole('button', { name: 'Alte Stempel übernehmen' }).click()
  await axe(counter)
  await takeScreens(counter, 'pos-paper')
  await counter.getByRole('button', { name: '3 Stempel übernehmen' }).click()
  await counter.getByText('10 Stempel').first().waitFor()
})
