import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { signInOwner } from './sign-in-owner.ts'

const demoSecondsMax = 120

let browser: Browser
let program: Program
let context: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startProgram()
  context = await openContext(browser, program.address)
  await signInOwner(context, program)
  await fillSmallDemo()
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await program?.stop()
})

async function fillSmallDemo() {
  const headers = { origin: program.address, 'x-stammgast': '1' }
  const started = await context.request.post('/api/v1/demo', { data: { customers: 80 }, headers })
  if (!started.ok()) throw new Error(`no demo: ${await started.text()}`)
  for (let second = 0; second < demoSecondsMax; second++) {
    const { status } = await (await context.request.get('/api/v1/demo')).json()
    if (status === 'done') return
    if (status !== 'running') throw new Error(`the demo is ${status}`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('the demo was not filled in time')
}

describe('the list of guests', () => {
  it('finds a guest by a part of the name and keeps the question in the address', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/customers')
    await page.getByRole('heading', { name: '80 Gäste', exact: true }).waitFor()
    await axe(page)
    await takeScreens(page, 'customers')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('brandt')
    await page.getByRole('heading', { name: /passen? dazu/ }).waitFor()
    await page.getByRole('link', { name: 'Thomas Brandt' }).waitFor()
    expect(new URL(page.url()).searchParams.get('search')).toBe('brandt')

    await page.getByRole('button', { name: 'Alle zeigen' }).click()
    await page.getByRole('button', { name: /^Stammgäste/ }).click()
    await page.getByRole('radio', { name: 'ohne Stammgäste' }).click()
    await page.waitForURL(/regular=no/)
    await page.reload()
    await page.getByRole('button', { name: 'Stammgäste: ohne Stammgäste' }).waitFor()
    expectNoFaults()
    await page.close()
  })

  it('orders by revenue, and the choice of columns stays at this device', async () => {
    const { page } = await openPage(context, '/admin/customers')
    await page.getByRole('button', { name: 'Umsatz' }).click()
    await page.waitForURL(/order=revenue/)
    await page
      .getByRole('columnheader', { name: 'Umsatz' })
      .and(page.locator('[aria-sort=descending]'))
      .waitFor()
    await page.getByRole('button', { name: 'Spalten' }).click()
    await page.getByRole('checkbox', { name: 'Besuche' }).check()
    await axe(page)
    await page.reload()
    await page.getByRole('columnheader', { name: 'Besuche' }).waitFor()
    await page.close()
  })

  it('tags all of a question after saying how many that is', async () => {
    const { page } = await openPage(context, '/admin/customers?hasEmail=yes')
    const heading = await page.getByRole('heading', { name: /Gäste passen dazu/ }).textContent()
    const count = Number.parseInt(heading ?? '', 10)
    await page.getByRole('checkbox').nth(1).check()
    await page.getByText('1 ausgewählt').waitFor()
    await axe(page)
    await page.getByRole('button', { name: `Stattdessen ${count} Gäste` }).click()
    await page.getByRole('button', { name: 'Schlagwort ändern' }).click()
    await page.getByText(`Das betrifft ${count} Gäste.`).waitFor()
    await page.getByRole('combobox', { name: 'Schlagwort' }).fill('Post')
    await axe(page)
    await page.getByRole('button', { name: '„Post“ geben' }).click()
    await page.getByText(`„Post“ tragen jetzt ${count} Gäste mehr.`).first().waitFor()
    await page.goto('/admin/customers?tag=Post')
    await page.getByRole('heading', { name: `${count} Gäste passen dazu` }).waitFor()
    await page.close()
  })

  it('shows two lines a guest on the phone', async () => {
    const { page } = await openPage(context, '/admin/customers')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('list', { name: 'Gäste' }).getByRole('listitem').first().waitFor()
    await axe(page)
    await page.close()
  })
})

describe('the page of a guest', () => {
  it('tells their story from the search in the head on', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/imports')
    await page.getByRole('searchbox', { name: 'Gast suchen' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('thomas brandt')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thomas Brandt', level: 1 }).waitFor()
    await page
      .getByText(/^Stammgast seit .*, \d+ Besuche, meist dienstags und freitags früh, Altstadt/)
      .waitFor()
    await page.getByText(/\d+ Tage kein Besuch/).waitFor()
    await page.getByText('„Öffnen Sie dienstags irgendwann wieder um sieben?“').waitFor()
    await axe(page)
    await takeScreens(page, 'customer')

    await page.getByRole('radio', { name: 'Rückmeldungen' }).click({ force: true })
    const timeline = page.getByRole('list', { name: 'Verlauf' })
    await timeline.getByText('4 von 5: „Kaffee wie immer gut, nur die Schlange lang.“').waitFor()
    expect(await timeline.getByText(/Hafer-Cappuccino/).count()).toBe(0)
    await page.getByRole('button', { name: 'Wert bisher: Öffnen' }).click()
    await page.getByText('Durchschnittsbon').waitFor()
    await axe(page)
    expectNoFaults()
    await page.close()
  })

  it('unfolds what is folded and reaches back to the beginning', async () => {
    const page = await openBrandt()
    const timeline = page.getByRole('list', { name: 'Verlauf' })
    const before = await timeline.getByRole('listitem').count()
    await timeline
      .getByRole('button', { name: /Besuche$/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Früheres zeigen, bis/ }).click()
    await expect.poll(() => timeline.getByRole('listitem').count()).toBeGreaterThan(before + 5)
    await page.close()
  })

  it('keeps a note', async () => {
    const page = await openBrandt()
    await page.getByRole('button', { name: 'Notiz schreiben' }).click()
    await page.keyboard.type('Sitzt gern am Fenster.')
    await page.getByRole('button', { name: 'Notiz festhalten' }).click()
    await page.getByText('Die Notiz ist festgehalten.').first().waitFor()
    await page.getByRole('list', { name: 'Verlauf' }).getByText('Sitzt gern am Fenster.').waitFor()
    await page.close()
  })

  it('says who has an address already, and leads there', async () => {
    const { page } = await openPage(context, '/admin/customers')
    await page.getByRole('button', { name: 'Gast anlegen' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: 'Anlegen' }).click()
    await form.getByText('Nötig ist ein Name').waitFor()
    await form.getByRole('textbox', { name: 'Name' }).fill('Bea Ohneort')
    await form.getByRole('textbox', { name: 'E-Mail' }).fill('thomas.brandt@post.example')
    await form.getByRole('textbox', { name: 'Geburtstag' }).fill('31.2.')
    await form.getByRole('button', { name: 'Anlegen' }).click()
    await form.getByText('Diesen Tag gibt es nicht.').waitFor()
    await form.getByRole('textbox', { name: 'Geburtstag' }).fill('1.7.')
    await form.getByRole('button', { name: 'Anlegen' }).click()
    await form.getByText('Das gehört schon zu jemand anderem.').waitFor()
    await axe(page)
    await form.getByRole('link', { name: 'Zu Thomas Brandt' }).click()
    await page.getByRole('heading', { name: 'Thomas Brandt', level: 1 }).waitFor()
    await page.close()
  })

  it('takes over corrected details', async () => {
    const page = await openBrandt()
    await page.getByRole('button', { name: 'Angaben ändern' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: 'Hinzufügen' }).click()
    await form.getByRole('combobox', { name: 'Art' }).last().selectOption({ label: 'Telefon' })
    await form.getByRole('textbox', { name: 'Telefon' }).fill('0171 2345678')
    await form.getByRole('button', { name: 'Übernehmen' }).click()
    await page.getByText('Erreichbar per E-Mail und Telefon.').waitFor()
    await page.getByText('0171 2345678').waitFor()
    await page.close()
  })

  it('speaks English too, and of nobody who is not there', async () => {
    const english = await openContext(browser, program.address, {
      width: 1440,
      height: 900,
      scheme: 'dark',
      language: 'en',
    })
    await english.addCookies(await context.cookies())
    await english.addInitScript(() => localStorage.setItem('stammgast-language', '"en"'))
    const { page } = await openPage(english, '/admin/customers?search=thomas%20brandt')
    await page.getByRole('link', { name: 'Thomas Brandt' }).click()
    await page.getByText(/^Regular since .* visits, mostly Tuesdays and Fridays/).waitFor()
    await axe(page)
    await page.goto('/admin/customers/cus_00000000000000000000000000')
    await page.getByText('This person is not here, or no longer is.').waitFor()
    await english.close()
  })

  async function openBrandt() {
    const { page } = await openPage(context, '/admin/customers?search=thomas%20brandt')
    await page.getByRole('link', { name: 'Thomas Brandt' }).click()
    await page.getByRole('heading', { name: 'Thomas Brandt', level: 1 }).waitFor()
    return page
  }
})
