import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { type Program, startAsShop } from './program.ts'
import { takeScreens } from './screens.ts'
import { signInOwner } from './sign-in-owner.ts'

const demoMillisMax = 150_000

let browser: Browser
let program: Program
let context: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startAsShop()
  context = await openContext(browser, program.address)
  await signInOwner(context, program)
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await program?.stop()
})

describe('the first minute', () => {
  it('offers two ways and nothing else while the database is empty', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin')
    await page.getByRole('heading', { name: 'Sehen wir nach, wer wiederkommt.' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/admin/first-start')
    const ways = await page.getByRole('heading', { level: 2 }).allTextContents()
    expect(ways).toEqual(['Eigene Verkäufe ansehen', 'Demo ansehen'])
    await axe(page)
    await takeScreens(page, 'first-start')
    expectNoFaults()
  })

  it('says why a file is none of purchases, and stays', async () => {
    const { page } = await openPage(context, '/admin')
    await page.locator('input[type=file]').setInputFiles({
      name: 'Umsatz.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%âãÏÓ\n'),
    })
    await page.getByRole('alert').getByText('Das ist ein PDF.').waitFor()
    expect(new URL(page.url()).pathname).toBe('/admin/first-start')
  })

  it(
    'fills the demo, which can be left and found again, and ends on real figures',
    async () => {
      const { page, expectNoFaults } = await openPage(context, '/admin')
      await page.getByRole('button', { name: 'Demo ansehen' }).click()
      await page.getByRole('heading', { name: 'Das Café öffnet.' }).waitFor()
      await page.getByRole('progressbar', { name: 'Fortschritt der Demo' }).waitFor()
      await axe(page)

      await page.goto('/admin/first-start')
      await page.getByRole('heading', { name: 'Das Café öffnet.' }).waitFor()
      await page.waitForURL(/\/admin\/?$/, { timeout: demoMillisMax })
      await page.getByRole('heading', { name: 'Wie viele bleiben?' }).waitFor()
      await page.getByText('Café Morgenrot').filter({ visible: true }).first().waitFor()
      const countOf = async (query: string) =>
        (await (await context.request.get(`/api/v1/customers/count${query}`)).json()).count
      // Three offices are among those who buy; they have a list of their own.
      expect([await countOf(''), await countOf('?kind=any')]).toEqual([2000, 2003])
      expectNoFaults()
    },
    demoMillisMax + 60_000,
  )

  it('offers no second demo beside purchases', async () => {
    const { page } = await openPage(context, '/admin/first-start')
    await page.getByRole('button', { name: 'Demo ansehen' }).click()
    await page.getByRole('alert').getByText('Hier stehen schon Daten.').waitFor()
    await page.getByRole('link', { name: 'Zur Übersicht' }).click()
    await page.getByRole('heading', { name: 'Wie viele bleiben?' }).waitFor()
  })
})
