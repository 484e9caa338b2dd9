import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeOf, stepAt } from '#domain/business/sign-in/totp.ts'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { owner } from './sign-in-owner.ts'

let office: Office
/** Passkeys belong to a name; to 127.0.0.1 browsers give none. */
let byName: string
beforeAll(async () => {
  office = await openOffice()
  byName = office.program.address.replace('127.0.0.1', 'localhost')
})
afterAll(() => office?.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })

it('the owner sets up an authenticator app, and comes in with its code or a recovery code', async () => {
  const { context } = office
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/account')
  await page.getByText('Bisher reicht Ihr Passwort.').waitFor()
  await page.getByText('dieses Gerät').waitFor()
  await page.getByText(/Passkeys brauchen HTTPS/).waitFor()
  await button(page, 'Einrichten').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img', { name: 'QR-Code für die Authenticator-App' }).waitFor()
  await axe(page)
  await takeScreens(page, 'access-app')
  const key = await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()
  const codeNow = codeOf(bytesOf(key!), stepAt(new Date()))
  await field(page, 'Code aus der App').fill(codeNow)
  await dialog.getByRole('button', { name: 'Einrichten' }).click()
  await page.getByRole('heading', { name: 'Ihre Notfall-Codes' }).waitFor()
  const recoveryCodes = await page.getByText(/^(\w{4}-){3}\w{4}$/).allTextContents()
  expect(recoveryCodes).toHaveLength(10)
  await axe(page)
  await takeScreens(page, 'access-codes')
  await button(page, 'Ich habe sie sicher').click()
  await page.getByText('noch 10 Codes').waitFor()
  await takeScreens(page, 'access-account')

  await page.goto('/admin/settings/staff')
  await page.getByRole('heading', { name: 'Wer braucht einen zweiten Schritt?' }).waitFor()
  await page.getByRole('checkbox', { name: 'Inhaber' }).check()
  await button(page, 'Übernehmen').click()
  await page.getByText('Die Regel gilt.').first().waitFor()
  await axe(page)
  await takeScreens(page, 'access-staff')

  await button(page, 'Einrichten').click()
  await field(page, 'Rollen aus diesem Feld').fill('groups')
  await field(page, 'Welcher Wert welche Rolle gibt').waitFor()
  await axe(page)
  await takeScreens(page, 'access-provider')
  await button(page, 'Abbrechen').click()

  await button(page, 'Abmelden').click()
  await signIn(page)
  await page.getByRole('heading', { name: 'Noch ein Schritt.' }).waitFor()
  await axe(page)
  await takeScreens(page, 'access-code')
  expectNoFaults()
  await field(page, 'Code').fill('000000')
  await button(page, 'Anmelden').click()
  await page.getByText('Dieser Code gilt nicht.').waitFor()
  await field(page, 'Code').fill(recoveryCodes[0]!)
  await button(page, 'Anmelden').click()
  await page.waitForURL('**/admin/first-start')
})

it('whoever needs a second step and has none sets it up first', async () => {
  const { send, browser, program } = office
  const { setUp } = await send('POST', '/staff', {
    email: 'mia@morgenrot.example',
    role: 'analyst',
  })
  await send('PUT', '/sign-in-rules', { secondFactorRoles: ['owner', 'analyst'] })
  const context = await browser.newContext({ baseURL: program.address, locale: 'de-DE' })
  const { page } = await openPage(context, setUp.path)
  await field(page, 'Ihr Name').fill('Mia Sommer')
  await field(page, 'Passwort').fill('Zimtschnecke am Fenster')
  await button(page, 'Einladung annehmen').click()
  await page.getByRole('heading', { name: 'Richten Sie einen zweiten Schritt ein.' }).waitFor()
  await page.goto('/admin/customers')
  await page.getByRole('heading', { name: 'Richten Sie einen zweiten Schritt ein.' }).waitFor()
  await axe(page)
  await takeScreens(page, 'access-missing')
  await context.close()
  await send('PUT', '/sign-in-rules', { secondFactorRoles: [] })
})

it('a passkey signs in by itself, without e-mail and password', async () => {
  const context = await office.browser.newContext({ baseURL: byName, locale: 'de-DE' })
  await context.addCookies(
    (await office.context.cookies()).map((cookie) => ({ ...cookie, domain: 'localhost' })),
  )
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/account')
  const devTools = await context.newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  await button(page, 'Passkey anlegen').click()
  await field(page, 'Name').fill('Laptop im Büro')
  await button(page, 'Weiter am Gerät').click()
  await page.getByText('Der Passkey Laptop im Büro gilt.').first().waitFor()
  await takeScreens(page, 'access-passkeys')
  await button(page, 'Abmelden').first().click()
  await page.getByRole('heading', { name: 'Guten Tag.' }).waitFor()
  await takeScreens(page, 'access-sign-in')
  await button(page, 'Mit Passkey anmelden').click()
  await page.waitForURL('**/admin/first-start')
  const sessions = await (await context.request.get('/api/v1/sessions')).json()
  expect(sessions.items[0]).toMatchObject({ current: true, method: 'passkey', browser: 'Chrome' })
  expectNoFaults()

  await inEnglish(context, '/admin/settings/account', async (english) => {
    await english.getByText('Where you are signed in').waitFor()
    await axe(english)
    await takeScreens(english, 'access-english')
  })
  await context.close()
})

async function signIn(page: Page) {
  await field(page, 'E-Mail').fill(owner.email)
  await field(page, 'Passwort').fill(owner.password)
  await button(page, 'Anmelden').click()
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an app makes of the key it was shown. */
function bytesOf(key: string): Buffer {
  const bits = [...key.replaceAll(' ', '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
