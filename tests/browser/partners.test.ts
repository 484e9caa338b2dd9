import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#contract/permissions.ts'
import { axe, openContext, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { button, choose, told, write } from './words.ts'

let office: Office
let context: BrowserContext
let send: Office['send']
let guest: string

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
  await send('PUT', '/programs/currencies/points', { name: 'Punkte', value: '0.01' })
  const identities = [{ kind: 'external_id', value: 'ute' }]
  guest = (await send('POST', '/customers', { identities })).id
  await send('POST', '/points/grants', {
    ...{ source: 'office', externalId: 'ute-1', customer: { id: guest } },
    ...{ currency: 'points', points: 500, as: 'goodwill', reason: 'complaint' },
  })
})
afterAll(() => office?.close())

let taken = 0
const redeem = (reward: string) =>
  send('POST', '/reward-redemptions', {
    ...{ source: 'till', externalId: `bon-${++taken}`, reward, customer: { id: guest } },
  })

describe('partners', () => {
  it('begin with a neighbor who is taken on', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/partners')
    await page.getByText('Hier stehen Ihre Nachbarn').waitFor()
    await axe(page)
    await takeScreens(page, 'partners-empty')
    await button(page, 'Partner aufnehmen').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Partner aufnehmen' }).click()
    await page.getByText('Geben Sie dem Partner einen Namen.').waitFor()
    await dialog.getByLabel('Name').fill('Buchladen Linde')
    await dialog.getByLabel('Ansprechpartner').fill('Frau Albers, 0221 123456')
    await axe(page)
    await takeScreens(page, 'partner-new')
    await dialog.getByRole('button', { name: 'Partner aufnehmen' }).click()
    await told(page, 'Buchladen Linde ist dabei.')
    await page.getByRole('link', { name: 'Buchladen Linde' }).waitFor()
    expectNoFaults()
  })

  it('have rewards with codes of their own, and it is said who pays', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/rewards/new')
    await write(page, /^Name:/, 'Taschenbuch')
    await write(page, /^Preis:/, '40')
    await choose(page, 'Was es gibt', 'einen Code, der beim Partner gilt')
    await button(page, 'Ab jetzt anbieten').click()
    await page.getByText('Es ist kein Code da.').waitFor()
    await button(page, 'Codes einlesen').click()
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'codes.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(Array.from({ length: 22 }, (_, row) => `LINDE-${100 + row}\n`).join('')),
    })
    await page.getByText(/^22 /).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click()
    await page.getByText('Noch 22 Codes sind da.').waitFor()
    await button(page, 'Partner wählen').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Partner' }).click()
    await page.getByRole('option', { name: 'Buchladen Linde' }).click()
    await button(page, 'So vereinbaren').click()
    await page.getByText('Bitte ein Betrag über 0.').waitFor()
    await dialog.getByLabel('Betrag je Einlösung').fill('2,50')
    await axe(page)
    await takeScreens(page, 'reward-agree')
    await button(page, 'So vereinbaren').click()
    await told(page, /^Das gilt ab /)
    await page.getByText('Wir zahlen 2,50 € je Einlösung.').waitFor()
    await axe(page)
    await takeScreens(page, 'reward-of-partner')
    expectNoFaults()
  })

  it('are settled by month, and warned of when codes run low', async () => {
    const { key } = (await send('GET', '/rewards')).items[0]
    const { id } = await redeem(key)
    for (const _ of 'abc') await redeem(key)
    await send('POST', `/reward-redemptions/${id}/cancel`)
    const { page, expectNoFaults } = await openPage(context, '/admin/partners')
    await page.getByText('Bei Buchladen Linde gehen die Codes zur Neige.').waitFor()
    await axe(page)
    await takeScreens(page, 'partners')
    await page.getByRole('link', { name: 'Buchladen Linde' }).click()
    await page.getByText('Wir zahlen 7,50 €').first().waitFor()
    await page.getByText('noch 18').waitFor()
    await axe(page)
    await takeScreens(page, 'partner')
    await button(page, 'Zahlung festhalten').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Betrag').fill('5')
    await dialog.getByLabel('Beleg').fill('Rechnung 118')
    await axe(page)
    await takeScreens(page, 'partner-payment')
    await dialog.getByRole('button', { name: 'Festhalten' }).click()
    await told(page, 'Die Zahlung ist festgehalten.')
    await page.getByText('Offen: Wir zahlen 2,50 €').waitFor()
    await takeScreens(page, 'partner-paid')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Als PDF laden' }).click()
    expect((await download).suggestedFilename()).toBe('stammgast-partners.pdf')
    await page.goto('/admin/liability')
    await page.getByRole('row', { name: /Buchladen Linde 4 1 Wir zahlen 7,50 €/ }).waitFor()
    await button(page, /^Partner je Monat: Öffnen/).click()
    await page.getByRole('row', { name: /Taschenbuch.*Wir zahlen 7,50 €/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'partners-liability')
    expectNoFaults()
  })

  it('at rest are said to be, with what still runs', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/partners')
    await page.getByRole('link', { name: 'Buchladen Linde' }).click()
    await button(page, 'Ändern').click()
    await page.getByLabel('Wir arbeiten zusammen').uncheck()
    await button(page, 'Änderungen übernehmen').click()
    await page.getByText('Diese Prämien laufen noch: Taschenbuch.').waitFor()
    await axe(page)
    await button(page, 'Ändern').click()
    await page.getByLabel('Wir arbeiten zusammen').check()
    await button(page, 'Änderungen übernehmen').click()
    await page.getByText('Diese Prämien laufen noch').waitFor({ state: 'detached' })
    expectNoFaults()
  })

  it('show each role what is its own', async () => {
    const accountant = await signInAs('accountant')
    const { page: books } = await openPage(accountant, '/admin/partners')
    await books.getByRole('link', { name: 'Buchladen Linde' }).click()
    await books.getByText('Wir zahlen 7,50 €').first().waitFor()
    expect(await button(books, 'Ändern').count()).toBe(0)
    await books.goto('/admin/rewards')
    await books.getByRole('link', { name: 'Taschenbuch' }).click()
    await books.getByText('Wir zahlen 2,50 € je Einlösung.').waitFor()
    expect(await button(books, /Vereinbarung|Codes einlesen/).count()).toBe(0)
    await accountant.close()
    const service = await signInAs('service')
    const { page: desk } = await openPage(service, '/admin/rewards')
    await desk.getByRole('link', { name: 'Taschenbuch' }).click()
    await desk.getByText('Wer die Prämie einlöst').waitFor()
    expect(await desk.getByRole('link', { name: 'Partner', exact: true }).count()).toBe(0)
    expect(await desk.getByRole('heading', { name: 'Partner', exact: true }).count()).toBe(0)
    await takeScreens(desk, 'reward-of-partner-service')
    await service.close()
  })

  it('speak English too', async () => {
    await inEnglish(context, '/admin/partners', async (page) => {
      await page.getByText('Codes are running low at Buchladen Linde.').waitFor()
      await takeScreens(page, 'partners-en')
      await page.getByRole('link', { name: 'Buchladen Linde' }).click()
      await page.getByText('We pay €7.50').first().waitFor()
      await axe(page)
      await takeScreens(page, 'partner-en')
      await page.getByRole('link', { name: 'Taschenbuch' }).first().click()
      await button(page, 'Change what is agreed').waitFor()
      await takeScreens(page, 'reward-of-partner-en')
    })
  })
})

/** A context of somebody who was invited with this role. */
async function signInAs(role: Role): Promise<BrowserContext> {
  const { browser, program } = office
  const email = `${role}@morgenrot.example`
  const { setUp } = await send('POST', '/staff', { email, role })
  const theirs = await openContext(browser, program.address)
  const token = new URL(setUp.path, program.address).hash.replace('#token=', '')
  const reply = await theirs.request.post('/api/v1/set-up', {
    data: { token, name: 'Mia Sommer', password: 'Zimtschnecke am Fenster' },
    headers: { origin: program.address, 'x-stammgast': '1' },
  })
  if (!reply.ok()) throw new Error(`nobody was made: ${reply.status()} ${await reply.text()}`)
  return theirs
}
