import { afterAll, beforeAll, describe, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { openMilkBar } from './cafe.ts'
import { expectSmallFirstLoad } from './first-load.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office

beforeAll(async () => {
  office = await openMilkBar()
  const { send } = office
  await send('PUT', '/programs/cards/coffee', {
    ...{ name: 'Stempelkarte', currency: 'stamps', places: 10, reward: 'milk' },
  })
  await send('POST', '/customers', {
    name: 'Elif Yıldız',
    identities: [
      { kind: 'card_number', value: '4821093755' },
      { kind: 'card_number', value: '4821093710' },
    ],
  })
})
afterAll(() => office?.close())

describe('at the counter', () => {
  it('a card is scanned, a purchase booked, a reward redeemed and taken back', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    await axe(page)
    // A keyboard scanner types into whatever has the focus, and ends with Enter.
    await page.keyboard.type('4821093755')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
    await page.getByRole('button', { name: 'Betrag eingeben' }).click()
    await page.keyboard.type('480')
    await axe(page)
    await page.getByRole('button', { name: '4,80 € buchen' }).click()
    await page.getByText('Gebucht, + 3 Stempel').waitFor()
    await page.getByRole('img', { name: 'Stempelkarte: 3 von 10' }).waitFor()
    await takeScreens(page, 'pos-guest')
    await axe(page)
    await page.getByRole('button', { name: /Hafermilch dazu/ }).click()
    await page.getByText('Hafermilch dazu eingelöst').waitFor()
    await page.getByRole('img', { name: 'Stempelkarte: 0 von 10' }).waitFor()
    await page.getByRole('button', { name: /Rückgängig/ }).click()
    await page.getByText('Zurückgenommen').waitFor()
    await page.getByRole('img', { name: 'Stempelkarte: 3 von 10' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    // The printed link, by a scanner that takes the keyboard for an American one.
    await page.keyboard.type('httpsÖ--card.example-§cardß4821093710')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
    expectNoFaults()
  })

  it('a purchase without a card is booked by its amount where amounts count', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    await page.getByRole('button', { name: /^Kauf ohne Karte/ }).click()
    await page.keyboard.type('480')
    await page.getByRole('button', { name: '4,80 € buchen' }).click()
    await page.getByRole('heading', { name: '4,80 € gebucht, noch für niemanden' }).waitFor()
    await page.getByRole('button', { name: /Rückgängig/ }).click()
    await page.getByText('Zurückgenommen').waitFor()
    expectNoFaults()
  })

  it('a name gives hits that tell little, and nobody is said in words', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    const field = page.getByRole('textbox', { name: 'Karte, Nummer oder Name' })
    await field.fill('yildiz')
    await field.press('Enter')
    await page.getByRole('button', { name: 'Elif Y.' }).click()
    await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
    await page.getByText('Gefunden').waitFor()
    await field.fill('nobody')
    await field.press('Enter')
    await page.getByText('Niemand gefunden').waitFor()
    await field.fill('4821 0937 56')
    await field.press('Enter')
    await page.getByRole('textbox', { name: 'Name, wenn der Gast mag' }).fill('Jo Brandt')
    await axe(page)
    await takeScreens(page, 'pos-new-card')
    await page.getByRole('button', { name: 'Karte ausgeben' }).click()
    await page.getByRole('heading', { name: /Jo Brandt/ }).waitFor()
    expectNoFaults()
  })
})

/** As for guests: a till may stand where the network is slow. */
const firstLoadBytesMax = 150_000

describe('a till that was never here', () => {
  it('has the page in less than 150 kB but for its letters, all files packed', async () => {
    const context = await office.browser.newContext({
      ...{ baseURL: office.program.address, locale: 'de-DE', serviceWorkers: 'block' },
      storageState: await office.context.storageState(),
    })
    await expectSmallFirstLoad(context, {
      ...{ path: '/pos', maxBytes: firstLoadBytesMax },
      isThere: (page) => page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor(),
      isLeftOut: (url) => url.endsWith('.woff2'),
    })
  })
})
