import { afterAll, beforeAll, describe, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { openCafe } from './cafe.ts'
import { inEnglish, type Office } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office

beforeAll(async () => {
  office = await openCafe()
  const { send } = office
  const made = []
  for (const [name, value] of [
    ['Elif Yıldız', '4821093755'],
    ['Jo Brandt', '4821093756'],
  ]) {
    const identities = [{ kind: 'card_number', value }]
    made.push(await send('POST', '/customers', { name, identities }))
  }
  for (const externalId of ['one', 'two']) {
    const booking = { externalId, customerId: made[0].id, store: 'altstadt', amount: 480 }
    await send('POST', '/pos/bookings', booking)
  }
})
afterAll(() => office?.close())

describe('the counter, from the office', () => {
  it('takes somebody into the till team', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/cashiers')
    await page.getByText('Mit der ersten Person fragt sie nach einer PIN.').waitFor()
    await takeScreens(page, 'till-team-empty')
    await page.getByRole('button', { name: 'Person hinzufügen' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Aylin')
    await page.getByRole('textbox', { name: 'PIN' }).fill('4071')
    await page.getByRole('combobox', { name: 'Eigene Karte' }).fill('brandt')
    await page.getByRole('option', { name: 'Jo Brandt' }).click()
    await axe(page)
    await takeScreens(page, 'till-team-add')
    await page.getByRole('button', { name: 'Hinzufügen', exact: true }).click()
    await page.getByText('Aylin kann die Theke jetzt entsperren.').last().waitFor()
    await page.getByRole('row', { name: /Aylin/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'till-team')
    expectNoFaults()
  })

  it('moves a wrong booking to the guest it belongs to, and takes another back', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/bookings')
    const rows = page.getByRole('table', { name: 'Buchungen', exact: true }).getByRole('row')
    await rows.nth(1).getByRole('button', { name: 'Verschieben' }).click()
    await page.getByRole('combobox', { name: 'Richtiger Gast' }).fill('brandt')
    await page.getByRole('option', { name: 'Jo Brandt' }).click()
    await axe(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Verschieben' }).click()
    await page.getByText('Die Buchung gehört jetzt Jo Brandt.').last().waitFor()
    await page.getByText('war bei Elif Yıldız, falsche Karte').waitFor()
    await rows.nth(2).getByRole('button', { name: 'Zurücknehmen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Zurücknehmen' }).click()
    await page.getByText('zurückgenommen, falscher Betrag').waitFor()
    await axe(page)
    await takeScreens(page, 'counter-bookings')
    expectNoFaults()
    await inEnglish(office.context, '/admin/settings/bookings', async (english) => {
      await english.getByText('was with Elif Yıldız, wrong card').waitFor()
      await takeScreens(english, 'counter-bookings-english')
    })
  })
})
