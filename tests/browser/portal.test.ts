import { toBuffer } from 'bwip-js/node'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardLink } from '#kernel/card-number.ts'
import { axe, openContext, openPage } from './browser.ts'
import { openMilkBar } from './cafe.ts'
import { expectSmallFirstLoad } from './first-load.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'
import { signInGuest } from './sign-in-guest.ts'

const phone = { width: 390, height: 844, scheme: 'light', language: 'de' } as const
const address = 'martina@seidel.example'
const firstLoadBytesMax = 150_000

let office: Office
let guest: BrowserContext
let customerId: string

beforeAll(async () => {
  office = await openMilkBar()
  const { send } = office
  await send('PUT', '/gift-articles/drink', { name: 'Heißgetränk', cost: 60, counted: false })
  await send('PUT', '/rewards/drink', {
    ...{ name: 'Heißgetränk nach Wahl', currency: 'stamps', price: 10 },
    ...{ validFrom: '2026-01-01T00:00:00Z', gives: { kind: 'article', article: 'drink' } },
  })
  await send('PUT', '/programs/cards/coffee', {
    ...{ name: 'Stempelkarte', currency: 'stamps', places: 10, reward: 'drink' },
  })
  await send('POST', '/consent-texts', {
    ...{ purpose: 'news', label: 'Neues aus dem Café', language: 'de' },
    wording: 'Ja, ich möchte per Mail hören, was es Neues gibt.',
  })
  const made = await send('POST', '/customers', {
    name: 'Martina Seidel',
    identities: [
      { kind: 'card_number', value: '4821093755' },
      { kind: 'email', value: address },
    ],
  })
  customerId = made.id
  guest = await openContext(office.browser, office.program.address, phone)
})
afterAll(() => office?.close())

/** A purchase at the counter. */
const book = (externalId: string) =>
  office.send('POST', '/pos/bookings', {
    ...{ externalId, customerId, store: 'altstadt', amount: 480 },
  })

describe('the card on the phone', () => {
  it('a printed card opens the sign-in with its number, which alone lets nobody in', async () => {
    const { page, expectNoFaults } = await openPage(guest, cardLink('', '4821093710'))
    const number = page.getByRole('textbox', { name: 'Nummer der Karte' })
    await number.waitFor()
    expect(await number.inputValue()).toBe('4821 0937 10')
    expect(await page.getByRole('textbox', { name: 'Code der Karte' }).inputValue()).toBe('')
    await axe(page)
    await takeScreens(page, 'portal-printed-card')
    await page.close()
    expectNoFaults()
  })

  it('comes by a code of the outbox, and a stamp lands on it while one looks', async () => {
    await book('till-1')
    const { page, expectNoFaults } = await openPage(guest, '/')
    await page.getByRole('heading', { name: 'Ihre Karte auf dem Telefon' }).waitFor()
    await axe(page)
    await takeScreens(page, 'portal-sign-in')
    await signInGuest(page, office, address)
    await page.getByRole('img', { name: 'QR-Code der Karte' }).waitFor()
    await page.getByRole('img', { name: 'Stempelkarte: 3 von 10' }).waitFor()
    await page.getByRole('heading', { name: 'Noch 7 Stempel' }).waitFor()
    await axe(page)
    await book('till-2')
    await page.getByRole('img', { name: 'Stempelkarte: 6 von 10' }).waitFor()
    await page.getByText('+ 3 Stempel').first().waitFor()
    await takeScreens(page, 'portal-card')
    await page.getByRole('button', { name: 'Groß zeigen' }).click()
    await page.getByRole('dialog', { name: 'Groß zeigen' }).waitFor()
    await axe(page)
    await page.getByRole('button', { name: 'Schließen' }).click()
    expectNoFaults()
  })

  it('opens without a network', async () => {
    const { page } = await openPage(guest, '/')
    await page.getByText('gilt auch ohne Netz').waitFor()
    await guest.setOffline(true)
    try {
      await page.reload()
      await page.getByText('Martina Seidel').waitFor()
      await page.getByRole('img', { name: 'QR-Code der Karte' }).waitFor()
      await page.getByRole('img', { name: 'Stempelkarte: 6 von 10' }).waitFor()
    } finally {
      await guest.setOffline(false)
    }
  })

  it('holds on when the session has ended elsewhere', async () => {
    const { page } = await openPage(guest, '/')
    const cookies = await guest.cookies()
    await guest.clearCookies()
    await page.reload()
    await page.getByText('Die Karte gilt. Für alles andere bitte anmelden').waitFor()
    await page.getByRole('img', { name: 'QR-Code der Karte' }).waitFor()
    await guest.addCookies(cookies)
  })
})

describe('rewards', () => {
  it('are redeemed at the till by a code that counts down', async () => {
    const { page, expectNoFaults } = await openPage(guest, '/rewards')
    await page.getByRole('button', { name: 'Hafermilch dazu einlösen' }).click()
    await page.getByText('An der Theke zeigen').waitFor()
    await page.getByText(/gilt noch [0-4]:\d\d Minuten/).waitFor()
    await axe(page)
    await takeScreens(page, 'portal-redeem')
    const code = await page.getByText(/^[A-Z]-[0-9A-Z]+$/).innerText()
    await office.send('POST', '/pos/redemption-codes', { code, store: 'altstadt' })
    await page.getByText('Hafermilch dazu: eingelöst').waitFor()
    expectNoFaults()
  })
})

describe('what a guest sees and changes of themselves', () => {
  it('is told whole: history, data, consents, devices', async () => {
    const { page, expectNoFaults } = await openPage(guest, '/me')
    await page.getByRole('heading', { name: 'Martina Seidel' }).waitFor()
    await axe(page)
    await takeScreens(page, 'portal-me')
    for (const [link, found] of [
      ['Verlauf', 'danach 6'],
      ['Bon nachtragen', 'Bonnummer'],
      ['Geräte', 'dieses Gerät'],
    ] as const) {
      await page.getByRole('link', { name: link, exact: true }).click()
      await page.getByText(found).first().waitFor()
      await axe(page)
      await page.getByRole('link', { name: 'Zurück' }).click()
    }
    await page.getByRole('link', { name: 'Meine Daten', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Martina Seidel-Brandt')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page.getByText('Gespeichert').waitFor()
    await axe(page)
    await page.getByRole('link', { name: 'Zurück' }).click()
    await page.getByRole('link', { name: 'Einwilligungen', exact: true }).click()
    const news = page.getByRole('checkbox', { name: 'Neues aus dem Café, per E-Mail' })
    await news.check()
    await page.getByText(/ja, seit/).waitFor()
    await axe(page)
    await takeScreens(page, 'portal-consents')
    await page.getByRole('button', { name: 'Zu allem nein sagen' }).click()
    await page.getByText(/nein, seit/).waitFor()
    expectNoFaults()
  })

  it('reads in English and in the dark as well', async () => {
    const { page, expectNoFaults } = await openPage(guest, '/me')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.getByRole('radio', { name: 'English' }).check({ force: true })
    await page.getByRole('link', { name: 'Card', exact: true }).click()
    await page.getByRole('heading', { name: /^\d+ stamps to go/ }).waitFor()
    await axe(page)
    await page.getByRole('link', { name: 'Rewards', exact: true }).click()
    await page.getByRole('heading', { name: 'Rewards' }).waitFor()
    await axe(page)
    await page.getByRole('link', { name: 'Me', exact: true }).click()
    await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true })
    expectNoFaults()
  })

  it('is gone for good when they leave', async () => {
    const { page, expectNoFaults } = await openPage(guest, '/me/leave')
    await page.getByRole('heading', { name: 'Alles löschen?' }).waitFor()
    await axe(page)
    await page.getByRole('button', { name: 'Endgültig löschen' }).click()
    await page.getByRole('heading', { name: 'Alles ist gelöscht.' }).waitFor()
    await axe(page)
    await takeScreens(page, 'portal-goodbye')
    await page.reload()
    await page.getByRole('link', { name: 'Zur Startseite' }).click()
    await page.getByRole('heading', { name: 'Ihre Karte auf dem Telefon' }).waitFor()
    expect(await page.getByText('Martina').count()).toBe(0)
    expectNoFaults()
  })
})

describe('a card without a person', () => {
  it('comes onto a phone by a code of the till, and takes an address, a consent and a forgotten receipt there', async () => {
    const till = await openPage(office.context, '/pos')
    const scan = till.page.getByRole('textbox', { name: 'Karte, Nummer oder Name' })
    await scan.fill('4821 0937 56')
    await scan.press('Enter')
    await till.page.getByRole('button', { name: 'Karte ausgeben' }).click()
    await till.page.getByRole('button', { name: 'Karte aufs Telefon' }).click()
    await till.page.getByRole('img', { name: 'QR-Code für das Telefon' }).waitFor()
    await axe(till.page)
    const cardCode = await till.page.locator('[role=status] b').innerText()
    till.expectNoFaults()

    const hash = new URLSearchParams({ card: '4821093756', code: cardCode })
    const { page, expectNoFaults } = await openPage(guest, `/sign-in#${hash}`)
    await page.getByRole('heading', { name: 'Bei Café Morgenrot anmelden?' }).waitFor()
    await axe(page)
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await page.getByText('Ihre Stammkarte').waitFor()

    await page.getByRole('link', { name: 'Ich', exact: true }).click()
    await page.getByRole('link', { name: 'Meine Daten', exact: true }).click()
    await page.getByRole('textbox', { name: 'Neue E-Mail-Adresse' }).fill('jo@brandt.example')
    await page.getByRole('button', { name: 'Code holen' }).click()
    const field = page.getByRole('textbox', { name: 'Code aus dem Laden' })
    await field.waitFor()
    await field.fill(await readInOffice())
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await page.getByText('Die Adresse ist bestätigt.').waitFor()
    await page.getByRole('link', { name: 'Zurück' }).click()
    await page.getByRole('link', { name: 'Einwilligungen', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Neues aus dem Café, per E-Mail' }).check()
    await page.getByText(/ja, seit/).waitFor()
    await page.getByRole('link', { name: 'Zurück' }).click()

    const { code } = await office.send('POST', '/pos/receipt-codes', {
      ...{ externalId: 'slip-1', store: 'altstadt', amount: 480 },
    })
    await page.getByRole('link', { name: 'Bon nachtragen', exact: true }).click()
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill(code)
    await page.getByRole('button', { name: 'Nachtragen' }).first().click()
    await page.getByText('Nachgetragen: + 3 Stempel').waitFor()
    const signed = 'V0;KASSE-1;Kassenbeleg-V1'
    const photo = await toBuffer({
      bcid: 'qrcode',
      text: signed,
      scale: 6,
      padding: 8,
      backgroundcolor: 'FFFFFF',
    })
    await page
      .getByLabel('Foto vom QR-Code')
      .setInputFiles({ name: 'bon.png', mimeType: 'image/png', buffer: photo })
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Text des QR-Codes' }).inputValue(), {
        timeout: 20_000,
      })
      .toBe(signed)
    expectNoFaults()
  })
})

/** The code as staff read it on the page of the outbox. */
async function readInOffice(): Promise<string> {
  const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/mails')
  await page.getByRole('button', { name: /^Code lesen: j/ }).click()
  await page.getByRole('dialog', { name: /^Code für j/ }).waitFor()
  await axe(page)
  await takeScreens(page, 'portal-mails')
  const code = await page
    .getByRole('dialog')
    .getByText(/^[\d\s]{8,}$/)
    .innerText()
  expectNoFaults()
  return code
}

describe('the office', () => {
  it('writes what stands below the page', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/portal')
    await page.getByRole('textbox', { name: 'Impressum, Deutsch' }).fill('Café Morgenrot, Altstadt')
    await page.getByRole('button', { name: 'Änderungen übernehmen' }).click()
    await page.getByText('Die Änderungen gelten.').first().waitFor()
    await axe(page)
    await takeScreens(page, 'portal-office')
    await page.goto('/legal/imprint')
    await page.getByText('Café Morgenrot, Altstadt').waitFor()
    expectNoFaults()
  })
})

describe('a phone that was never here', () => {
  it('has the page in less than 150 kB, all files packed', async () => {
    const stranger = await office.browser.newContext({
      ...{ baseURL: office.program.address, locale: 'de-DE', serviceWorkers: 'block' },
    })
    await expectSmallFirstLoad(stranger, {
      ...{ path: '/', maxBytes: firstLoadBytesMax },
      isThere: async (page) => {
        await page.getByRole('heading', { name: 'Ihre Karte auf dem Telefon' }).waitFor()
        await page.waitForLoadState('networkidle')
      },
    })
  })
})
