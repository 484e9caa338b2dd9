import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openContext, openPage } from './browser.ts'
import { openCafe } from './cafe.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'
import { signInGuest } from './sign-in-guest.ts'
import { owner } from './sign-in-owner.ts'

let office: Office

beforeAll(async () => {
  office = await openCafe()
  const { send } = office
  await send('PUT', '/gift-articles/drink', { name: 'Heißgetränk', cost: 60, counted: false })
  await send('PUT', '/rewards/drink', {
    ...{ name: 'ein Heißgetränk', currency: 'stamps', price: 1 },
    ...{ validFrom: '2026-01-01T00:00:00Z', gives: { kind: 'article', article: 'drink' } },
  })
  await send('PUT', '/programs/cards/coffee', {
    ...{ name: 'Stempelkarte', currency: 'stamps', places: 10, reward: 'drink' },
  })
  await send('POST', '/customers', {
    name: 'Elif Yıldız',
    identities: [
      { kind: 'card_number', value: '4821093755' },
      { kind: 'email', value: 'elif@yildiz.example' },
    ],
  })
  await send('POST', '/customers', {
    name: 'Nora Blank',
    identities: [{ kind: 'email', value: 'nora@blank.example' }],
  })
})
afterAll(() => office?.close())

describe('without a card', () => {
  it('a visit gets its code at once where visits count, and the code is shown again and printed', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    const field = page.getByRole('textbox', { name: 'Karte, Nummer oder Name' })
    await field.fill('4821093756')
    await field.press('Enter')
    await page.getByText('Die Nummer 4821 0937 56 hat noch niemand.').waitFor()
    await field.fill('nobody')
    await field.press('Enter')
    await page.getByText('Niemand gefunden').waitFor()
    await page.getByRole('button', { name: /^Besuch ohne Karte/ }).click()
    await page.getByRole('heading', { name: 'Besuch gebucht, noch für niemanden' }).waitFor()
    expect(await page.getByText('Niemand gefunden').count()).toBe(0)
    const code = (await page.locator('output').textContent()) ?? ''
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    await takeScreens(page, 'pos-code-visit')
    await page.getByRole('button', { name: 'Fertig' }).click()
    await page.getByRole('button', { name: 'Offene Codes' }).click()
    await page.getByRole('heading', { name: 'Offene Codes' }).waitFor()
    await axe(page)
    await takeScreens(page, 'pos-codes-open')
    await page.getByRole('button', { name: /^Besuch/ }).click()
    await page.getByText(code, { exact: true }).first().waitFor()
    const printed = page.evaluate<number>(
      'new Promise((done) => { let asked = 0; window.print = () => done(++asked) })',
    )
    await page.getByRole('button', { name: 'Zettel drucken' }).click()
    expect(await printed).toBe(1)
    await page.emulateMedia({ media: 'print' })
    await page.getByText('Holen Sie sich diesen Besuch auf Ihre Karte').waitFor()
    await page.getByText(/^Der Code gilt bis/).waitFor()
    expectNoFaults()
  })

  it('is said in English where the shop speaks it, with what the program proposed in English too', async () => {
    await office.send('PATCH', '/business', { language: 'en' })
    try {
      const { page, expectNoFaults } = await openPage(office.context, '/pos')
      const field = page.getByRole('textbox', { name: 'Card, number or name' })
      await field.fill('4821093755')
      await field.press('Enter')
      await page.getByRole('button', { name: /^Book a visit/ }).click()
      await page.getByText('Booked, + 1 stamp').waitFor()
      await page.getByRole('img', { name: 'Stamp card: 1 of 10' }).waitFor()
      await takeScreens(page, 'pos-english')
      await page.getByRole('button', { name: /^A hot drink/ }).click()
      await page.getByText('A hot drink redeemed').waitFor()
      expectNoFaults()
    } finally {
      await office.send('PATCH', '/business', { language: 'de' })
    }
  })
})

describe('the card of one’s own phone', () => {
  it('comes with one tap to whoever is known by an address alone', async () => {
    await office.send('PATCH', '/portal-settings', { selfEnrollment: true })
    const phone = { width: 390, height: 844, scheme: 'light', language: 'de' } as const
    const guest = await openContext(office.browser, office.program.address, phone)
    const { page, expectNoFaults } = await openPage(guest, '/')
    await signInGuest(page, office, 'nora@blank.example')
    await page.getByText('Nora Blank').waitFor()
    await axe(page)
    await takeScreens(page, 'portal-no-card')
    await page.getByRole('button', { name: 'Karte holen' }).click()
    await page.getByRole('img', { name: 'QR-Code der Karte' }).waitFor()
    await page.goto('/me/receipt')
    await page.getByRole('textbox', { name: 'Summe in Euro' }).waitFor()
    await page.goto('/me')
    await page.getByText('was kam und ging, und warum').waitFor()
    await takeScreens(page, 'portal-me')
    expectNoFaults()
    await guest.close()
  })
})

describe('the owner at the till', () => {
  it('sets a PIN of her own with the password, and unlocks with it from then on', async () => {
    await office.send('POST', '/cashiers', { name: 'Aylin', pin: '4071' })
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    await page.getByRole('heading', { name: 'Wer steht an der Theke?' }).waitFor()
    await page.getByRole('button', { name: `${owner.name}: eigene PIN festlegen` }).click()
    await page.getByLabel('Passwort').fill(owner.password)
    await page.getByLabel('Neue PIN, vier bis acht Ziffern').fill('6294')
    await axe(page)
    await takeScreens(page, 'pos-own-pin')
    await page.getByRole('button', { name: 'PIN festlegen und entsperren' }).click()
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    await page.getByText(owner.name).waitFor()
    await page.getByRole('button', { name: 'Sperren' }).click()
    await page.getByRole('button', { name: owner.name, exact: true }).click()
    await page.keyboard.type('6294')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    expectNoFaults()
  })
})
