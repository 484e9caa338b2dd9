import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { fillDemo, inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
let context: BrowserContext

beforeAll(async () => {
  office = await openOffice()
  ;({ context } = office)
  await fillDemo(office, 80)
})
afterAll(() => office?.close())

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
  })

  it('shows two lines a guest on the phone, and finds one from its menu', async () => {
    const { page } = await openPage(context, '/admin/customers')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('list', { name: 'Gäste' }).getByRole('listitem').first().waitFor()
    await axe(page)
    await page.getByRole('button', { name: 'Menü' }).click()
    await page.getByRole('searchbox', { name: 'Gast suchen' }).fill('thomas brandt')
    await axe(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thomas Brandt', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Menü' }).waitFor()
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
  })

  it('keeps a note', async () => {
    const page = await openBrandt()
    await page.getByRole('button', { name: 'Notiz schreiben' }).click()
    await page.keyboard.type('Sitzt gern am Fenster.')
    await page.getByRole('button', { name: 'Notiz festhalten' }).click()
    await page.getByText('Die Notiz ist festgehalten.').first().waitFor()
    await page.getByRole('list', { name: 'Verlauf' }).getByText('Sitzt gern am Fenster.').waitFor()
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
  })

  it('says calmly that somebody is not there', async () => {
    const { page } = await openPage(context, '/admin/customers/cus_00000000000000000000000000')
    await page.getByText('Diese Person gibt es hier nicht oder nicht mehr.').waitFor()
  })

  it('speaks English too', async () => {
    await inEnglish(context, '/admin/customers?search=thomas%20brandt', async (page) => {
      await page.getByRole('link', { name: 'Thomas Brandt' }).click()
      await page.getByText(/^Regular since .* visits, mostly Tuesdays and Fridays/).waitFor()
      await axe(page)
    })
  })

  async function openBrandt() {
    const { page } = await openPage(context, '/admin/customers?search=thomas%20brandt')
    await page.getByRole('link', { name: 'Thomas Brandt' }).click()
    await page.getByRole('heading', { name: 'Thomas Brandt', level: 1 }).waitFor()
    return page
  }
})
