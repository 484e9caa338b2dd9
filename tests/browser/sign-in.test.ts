import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { owner } from './sign-in-owner.ts'

const invited = { email: 'mia@morgenrot.example', password: 'Zimtschnecke am Fenster' }

let browser: Browser
let program: Program
let context: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startProgram()
  context = await openContext(browser, program.address)
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await program?.stop()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const pathOf = (page: Page) => new URL(page.url()).pathname

async function signIn(page: Page, email: string, password: string) {
  await field(page, 'E-Mail').fill(email)
  await field(page, 'Passwort').fill(password)
  await button(page, 'Anmelden').click()
}

async function refusalsOf(page: Page): Promise<string[]> {
  await page.locator('[aria-invalid=true]').first().waitFor()
  return await page.locator('.mantine-InputWrapper-error').allTextContents()
}

describe('the first owner', () => {
  it('is told where the link stands, while nobody owns the business', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/sign-in')
    await page.getByRole('heading', { name: 'Dieser Betrieb gehört noch niemandem.' }).waitFor()
    await axe(page)
    expectNoFaults()
  })

  it('is told that a link no longer works', async () => {
    const { page } = await openPage(context, `/admin/set-up#token=${'x'.repeat(40)}`)
    await page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr.' }).waitFor()
    await page.getByText('Starten Sie Stammgast neu').waitFor()
  })

  it('makes an account with the link and stands before the first start', async () => {
    const { page, expectNoFaults } = await openPage(context, program.setUpLink)
    await page.getByRole('heading', { name: 'Willkommen bei Stammgast.' }).waitFor()
    await button(page, 'Zugang anlegen').click()
    expect(await refusalsOf(page)).toEqual([
      'Wie heißen Sie?',
      'Das ist noch keine E-Mail-Adresse.',
      'Noch 10 Zeichen.',
    ])
    await axe(page)
    await takeScreens(page, 'set-up')

    await field(page, 'Ihr Name').fill(owner.name)
    await field(page, 'E-Mail').fill(owner.email)
    await field(page, 'Passwort').fill(owner.password)
    await button(page, 'Passwort zeigen').click()
    expect(await field(page, 'Passwort').getAttribute('type')).toBe('text')
    await button(page, 'Zugang anlegen').click()
    await page.waitForURL('**/admin/first-start')
    expectNoFaults()
  })
})

describe('whoever has an account', () => {
  it('signs out, which ends the session on the server', async () => {
    const { page } = await openPage(context, '/admin/settings')
    await button(page, 'Abmelden').click()
    await page.waitForURL('**/admin/sign-in')
    await page.getByRole('heading', { name: 'Guten Tag.' }).waitFor()
    expect((await context.request.get('/api/v1/session')).status()).toBe(401)
  })

  it('signs in and comes to the page first wished for', async () => {
    const { page } = await openPage(context, '/admin/settings/stores')
    await page.waitForURL('**/admin/sign-in?**')
    await page.getByRole('heading', { name: 'Guten Tag.' }).waitFor()
    await axe(page)
    await takeScreens(page, 'sign-in')
    await signIn(page, owner.email, 'not the password')
    await page.getByText('E-Mail und Passwort gehören nicht zusammen.').waitFor()
    await signIn(page, owner.email, owner.password)
    await page.getByRole('heading', { name: 'Filialen', level: 1 }).waitFor()
    expect(pathOf(page)).toBe('/admin/settings/stores')
  })

  it('is shown the way in where the session ran out meanwhile', async () => {
    const { page } = await openPage(context, '/admin/settings/account')
    await page.getByRole('heading', { name: 'Mein Zugang', level: 1 }).waitFor()
    await context.clearCookies()
    await page.getByRole('link', { name: 'Einstellungen' }).first().click()
    await page.getByRole('link', { name: 'Team', exact: true }).click()
    await page.getByRole('alert').getByText('Sie sind nicht mehr angemeldet.').waitFor()
    await page.getByRole('alert').getByRole('link', { name: 'Anmelden' }).click()
    await signIn(page, owner.email, owner.password)
    await page.getByRole('row', { name: /das sind Sie/ }).waitFor()
    expect(pathOf(page)).toBe('/admin/settings/staff')
  })

  it('never leaves this host by signing in', async () => {
    const other = await openContext(browser, program.address)
    const { page } = await openPage(other, '/admin/sign-in?back=//stammgast.example/admin')
    await signIn(page, owner.email, owner.password)
    await page.waitForURL(`${program.address}/admin/first-start`)
    await other.close()
  })
})

describe('whoever was invited', () => {
  it('reads as what, sets a password and sees only what the role may', async () => {
    const link = await invite('service')
    const other = await openContext(browser, program.address)
    const { page, expectNoFaults } = await openPage(other, link)
    await page.getByText('Ihre Rolle: Service.').waitFor()
    await page.getByText(invited.email).waitFor()
    await axe(page)
    await field(page, 'Ihr Name').fill('Mia Sommer')
    await field(page, 'Passwort').fill(invited.password)
    await button(page, 'Einladung annehmen').click()
    await page.waitForURL('**/admin/customers')
    const links = page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link')
    await expect
      .poll(() => links.allTextContents(), { timeout: 10_000 })
      .toEqual([
        ...['Gäste', 'Programm', 'Gutscheine', 'Prämien', 'Geschenke', 'Empfehlungen'],
        'Theke',
        'Einstellungen',
      ])

    await page.goto('/admin/settings')
    await page.getByRole('heading', { name: 'So ist Ihr Zugang eingerichtet.' }).waitFor()
    expect(await page.getByRole('main').getByRole('link').allTextContents()).toEqual([
      'Postausgang',
      'Mein Zugang',
    ])
    expectNoFaults()
    await other.close()
  })

  it('is calmly told that an address is not for the role', async () => {
    const other = await openContext(browser, program.address)
    const { page } = await openPage(other, '/admin/settings/staff')
    await signIn(page, invited.email, invited.password)
    const calm = page.getByRole('heading', { name: 'Das gehört nicht zu Ihrem Zugang.' })
    await calm.waitFor()
    await page.getByText('Ihre Rolle ist Service.').waitFor()
    await axe(page)
    for (const path of ['/admin/analytics/cohorts', '/admin/imports']) {
      await page.goto(path)
      await calm.waitFor()
    }
    await other.close()
  })
})

describe('whoever guesses', () => {
  it('has to wait, and is told how long', async () => {
    const other = await openContext(browser, program.address)
    const { page } = await openPage(other, '/admin/sign-in')
    await field(page, 'E-Mail').waitFor()
    const guess = () =>
      other.request.post('/api/v1/session', {
        data: { email: owner.email, password: 'guessed' },
        headers: { origin: program.address, 'x-stammgast': '1' },
      })
    for (let status = 0; status !== 429; ) status = (await guess()).status()
    await signIn(page, owner.email, owner.password)
    await page.getByText('Das waren viele Versuche.').waitFor()
    await page.getByText(/^Weiter geht es in \d+ Sekunden\.$/).waitFor()
    expect(await button(page, 'Anmelden').isDisabled()).toBe(true)
    await axe(page)
    await other.close()
  })
})

async function invite(role: string): Promise<string> {
  const reply = await context.request.post('/api/v1/staff', {
    data: { email: invited.email, role },
    headers: { origin: program.address, 'x-stammgast': '1' },
  })
  const { setUp } = await reply.json()
  return setUp.path
}
