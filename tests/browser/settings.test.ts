import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sections } from '../../src/web/admin/settings/sections.ts'
import { axe, launchBrowser, openContext, openPage, type WatchedPage } from './browser.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { owner, signInOwner } from './sign-in-owner.ts'

const longName = 'Donaudampfschifffahrtsgesellschaftskapitänskajütencafé am langen Ufer von Wien'

/** One pixel, red. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

let browser: Browser
let program: Program
let context: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startProgram()
  context = await openContext(browser, program.address)
  await signInOwner(context, program)
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await program?.stop()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialogOf = (page: Page) => page.getByRole('dialog')
const rowOf = (page: Page, name: RegExp) => page.getByRole('row', { name })

async function open(section: string): Promise<WatchedPage> {
  const watched = await openPage(context, `/admin/settings/${section}`)
  await watched.page.getByRole('heading', { level: 1 }).waitFor()
  return watched
}

/** What the page just told, read by everybody and heard by those who listen. */
const told = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Meldungen' }).getByText(words).waitFor()

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

it('tells in one page what is set, and opens every part of it', async () => {
  const { page, expectNoFaults } = await open('')
  await page.getByText('Ina Morgenrot, Inhaber').waitFor()
  await axe(page)
  await takeScreens(page, 'settings')
  const parts = page
    .locator('main section')
    .filter({ hasNot: page.getByRole('heading', { name: /^(Die )?Einrichtung/ }) })
    .getByRole('listitem')
    .getByRole('link')
  const names = await parts.allTextContents()
  expect(names).toHaveLength(Object.keys(sections).length)
  for (const [place, name] of names.entries()) {
    await parts.nth(place).click()
    // A part that has a sentence of its own says its name in the way back.
    await page.locator('main').getByText(name, { exact: true }).first().waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 10_000 }).toBe(0)
    await axe(page)
    await takeScreens(page, `settings-${name.toLowerCase().replaceAll(' ', '-')}`)
    await page.goBack()
  }
  expectNoFaults()
})

describe('the business', () => {
  it('takes a name that is too long to stand beside its mark', async () => {
    const { page, expectNoFaults } = await open('business')
    await page.getByLabel('Name').fill(longName)
    await button(page, 'Änderungen übernehmen').click()
    await told(page, 'Die Änderungen gelten.')
    await page.getByLabel('Name').fill('')
    await button(page, 'Änderungen übernehmen').click()
    await page.getByText('Das fehlt noch.').waitFor()
    await button(page, 'Verwerfen').click()
    await page.getByRole('banner').getByText(longName).first().waitFor()
    await takeScreens(page, 'settings-long-name')
    expectNoFaults()
  })

  it('of another trade has customers at once, on every page', async () => {
    const { page } = await open('business')
    await choose(page, 'Branche', 'Laden')
    await page.getByText('heißt dann überall: Kunden.').waitFor()
    await button(page, 'Änderungen übernehmen').click()
    await told(page, 'Ab jetzt heißt es überall: Kunden.')
    await page.getByRole('link', { name: 'Kunden', exact: true }).waitFor()
  })

  it('asks before a changed sentence is left behind', async () => {
    const { page } = await open('business')
    await button(page, 'Tage mit Kauf: 3 Tagen').click()
    await page.getByLabel('Tage mit Kauf').fill('12')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Übersicht' }).click()
    await dialogOf(page).getByText('noch nicht übernommen').waitFor()
    await button(page, 'Abbrechen').click()
    await button(page, 'Änderungen übernehmen').click()
    await told(page, 'Die Änderungen gelten.')
    await page.reload()
    await button(page, 'Tage mit Kauf: 12 Tagen').waitFor()
  })

  it('wears the hue being chosen, and keeps it once applied', async () => {
    const { page } = await open('look')
    const accent = () =>
      page.evaluate<string>("document.documentElement.style.getPropertyValue('--sg-accent-7')")
    const before = await accent()
    await page.getByRole('radio', { name: 'Petrol' }).check()
    await expect.poll(accent, { timeout: 10_000 }).not.toBe(before)
    await button(page, 'Verwerfen').click()
    await expect.poll(accent, { timeout: 10_000 }).toBe(before)
    await page.getByRole('radio', { name: 'Petrol' }).check()
    await axe(page)
    await button(page, 'Änderungen übernehmen').click()
    await told(page, 'Die neue Farbe gilt überall.')
    await page.reload()
    await page.getByRole('radio', { name: 'Petrol', checked: true }).waitFor()
  })

  it('shows a logo before it is used, and none that is broken', async () => {
    const { page } = await open('look')
    const drop = page.locator('input[type=file]')
    await drop.setInputFiles({ name: 'mark.png', mimeType: 'image/png', buffer: Buffer.from('no') })
    await page.getByText('Dieses Bild lässt sich nicht zeigen.').waitFor()
    await button(page, 'Verwerfen').click()
    await drop.setInputFiles({ name: 'mark.png', mimeType: 'image/png', buffer: picture })
    await button(page, 'Dieses Logo verwenden').click()
    await told(page, 'Das neue Logo ist zu sehen.')
    const logo = page.getByRole('banner').locator('img').first()
    expect(await logo.getAttribute('src')).toContain('/api/v1/business/logo')
  })

  it('changes its time zone, margin and currency while nothing is sold yet', async () => {
    const { page, expectNoFaults } = await open('counting')
    await page.getByRole('combobox', { name: 'Zeitzone' }).click()
    await page.keyboard.type('zurich')
    await page.getByRole('option', { name: 'Europe/Zurich' }).click()
    await page.getByText('Dabei zählen wir').waitFor()
    await choose(page, 'Währung', 'Schweizer Franken (CHF)')
    await page.getByLabel('Marge', { exact: true }).fill('120')
    await button(page, 'Änderungen übernehmen').click()
    await page.getByText('Bitte eine Zahl von 0 bis 100.').waitFor()
    await page.getByLabel('Marge', { exact: true }).fill('62,5')
    await axe(page)
    await button(page, 'Änderungen übernehmen').click()
    await told(page, 'neu gezählt')
    const kept = await (await context.request.get('/api/v1/business')).json()
    expect(kept).toMatchObject({
      timeZone: 'Europe/Zurich',
      currency: 'CHF',
      defaultMargin: 0.625,
    })
    expectNoFaults()
  })

  it('says how far the customers are counted anew, until they are', async () => {
    const { page, expectNoFaults } = await open('')
    const counting = { of: 'days', since: new Date().toISOString(), customers: 1200, done: 500 }
    let recount: typeof counting | null = counting
    await page.route('**/api/v1/business/recount', (route) => route.fulfill({ json: { recount } }))
    await page.goto(`${program.address}/admin/settings/counting`)
    const words = page.getByText(/500 von 1\.200 \S+ sind neu gezählt\./)
    await words.waitFor()
    await axe(page)
    recount = null
    await words.waitFor({ state: 'detached' })
    expectNoFaults()
  })

  it('keeps margins and rates from a day on', async () => {
    const { page, expectNoFaults } = await open('counting')
    await button(page, 'Marge festlegen').click()
    await dialogOf(page).getByLabel('Warengruppe').fill('Heißgetränke')
    await dialogOf(page).getByLabel('Marge').fill('80')
    await axe(page)
    await button(page, 'Ab diesem Tag gelten lassen').click()
    await rowOf(page, /Heißgetränke.*80 %/).waitFor()
    await button(page, 'Kurs festlegen').click()
    await choose(page, 'Fremde Währung', 'Euro (EUR)')
    await dialogOf(page).getByLabel('Kurs').fill('0,95')
    await button(page, 'Kurs gelten lassen').click()
    await rowOf(page, /Euro.*1 EUR = 0,9500 CHF/).waitFor()
    await rowOf(page, /Heißgetränke/)
      .getByRole('button', { name: 'Löschen' })
      .click()
    await button(page, 'Marge löschen').click()
    await told(page, 'Die Marge ist gelöscht')
    expectNoFaults()
  })
})

describe('stores', () => {
  it('are created once, renamed, closed and opened again', async () => {
    const { page } = await open('stores')
    await page.getByText('Mit dem ersten Verkauf erscheint hier').waitFor()
    for (const name of ['Altstadt', 'Neustadt']) {
      await button(page, 'Filiale anlegen').click()
      await dialogOf(page).getByLabel('Name').fill(name)
      await dialogOf(page).getByLabel('Kürzel').fill('old-town')
      await button(page, 'Anlegen').click()
      if (name === 'Altstadt') await told(page, 'Die Filiale Altstadt ist angelegt.')
    }
    await page.getByText('Dieses Kürzel hat schon eine andere Filiale.').waitFor()
    await button(page, 'Abbrechen').click()
    await button(page, 'Schließen').click()
    await rowOf(page, /geschlossen am/).waitFor()
    await button(page, 'Rückgängig').click()
    await button(page, 'Schließen').waitFor()
  })
})

describe('the team', () => {
  it('grows by a link that is shown once, and shrinks at once', async () => {
    const { page, expectNoFaults } = await open('staff')
    await button(page, 'Person einladen').click()
    await dialogOf(page).getByLabel('E-Mail').fill('tom@morgenrot.example')
    await dialogOf(page).getByRole('radio', { name: 'Kasse' }).check()
    await dialogOf(page).getByRole('radio', { name: 'Nur bestimmte' }).check()
    await button(page, 'Link erstellen').click()
    await page.getByText('Wählen Sie wenigstens eine Filiale.').waitFor()
    await axe(page)
    await dialogOf(page).getByLabel('Altstadt').check()
    await button(page, 'Link erstellen').click()
    const link = await page.getByLabel('Link', { exact: true }).inputValue()
    expect(link).toContain(`${program.address}/admin/set-up#token=`)
    await axe(page)
    await button(page, 'Ich habe ihn weitergegeben').click()
    await rowOf(page, /tom@.*Kasse.*Altstadt.*eingeladen/).waitFor()

    await rowOf(page, /tom@/).getByRole('button', { name: 'Ändern' }).click()
    await button(page, 'Zugang beenden').click()
    await dialogOf(page).getByText('Alle Anmeldungen enden sofort').waitFor()
    await axe(page)
    await button(page, 'Zugang beenden').click()
    await rowOf(page, /tom@.*beendet/).waitFor()
    expectNoFaults()
    await page.goto(link)
    await page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr.' }).waitFor()
  })

  it('never loses its last owner', async () => {
    const { page } = await open('staff')
    await rowOf(page, /das sind Sie/)
      .getByRole('button', { name: 'Ändern' })
      .click()
    await dialogOf(page).getByText('nur eine andere Person beenden').waitFor()
    await dialogOf(page).getByRole('radio', { name: 'Marketing' }).check()
    await button(page, 'Änderungen übernehmen').click()
    await dialogOf(page).getByText('Jemand muss den Betrieb besitzen.').waitFor()
  })
})

describe('an API key', () => {
  it('is shown once, works, and is refused once revoked', async () => {
    const { page, expectNoFaults } = await open('keys')
    await button(page, 'Schlüssel erstellen').click()
    await dialogOf(page).getByLabel('Name').fill('Kasse')
    await dialogOf(page).getByLabel('Einstellungen lesen').check()
    await axe(page)
    await button(page, 'Erstellen').click()
    const secret = await page.getByLabel('Schlüssel', { exact: true }).inputValue()
    const ask = async () => {
      const headers = { authorization: `Bearer ${secret}` }
      return (await fetch(`${program.address}/api/v1/business`, { headers })).status
    }
    expect(await ask()).toBe(200)
    await button(page, 'Ich habe ihn sicher').click()
    expect(await page.getByText(secret).count()).toBe(0)
    await button(page, 'Widerrufen').click()
    await axe(page)
    await button(page, 'Schlüssel widerrufen').click()
    await rowOf(page, /Kasse.*widerrufen am/).waitFor()
    expect(await ask()).toBe(401)
    expectNoFaults()
  })
})

describe('what the business records', () => {
  it('holds events of its own with their details', async () => {
    const { page, expectNoFaults } = await open('events')
    await button(page, 'Ereignis festlegen').click()
    await dialogOf(page).getByLabel('Bezeichnung').fill('Tisch reserviert')
    expect(await dialogOf(page).getByLabel('Technischer Name').inputValue()).toBe(
      'tisch_reserviert',
    )
    await button(page, 'Weitere Angabe').click()
    await dialogOf(page).getByLabel('Angabe', { exact: true }).fill('2 seats')
    await button(page, 'Festlegen').click()
    await page.getByText('Buchstaben, Ziffern und _').waitFor()
    await axe(page)
    await dialogOf(page).getByLabel('Angabe', { exact: true }).fill('seats')
    await dialogOf(page).getByLabel('immer nötig').check()
    await button(page, 'Festlegen').click()
    await rowOf(page, /Tisch reserviert.*seats \(nötig\)/).waitFor()
    expectNoFaults()
  })

  it('holds attributes, whose choices can be changed and which can be deleted', async () => {
    const { page, expectNoFaults } = await open('attributes')
    await button(page, 'Merkmal festlegen').click()
    await dialogOf(page).getByLabel('Bezeichnung').fill('Lieblingsgetränk')
    await choose(page, 'Art', 'Auswahl')
    await button(page, 'Festlegen').click()
    await page.getByText('Eine Auswahl braucht wenigstens einen Wert.').waitFor()
    await dialogOf(page).getByLabel('Werte zur Auswahl').fill('Espresso\nFilterkaffee\nEspresso')
    await button(page, 'Festlegen').click()
    await rowOf(page, /Lieblingsgetränk.*Espresso, Filterkaffee/).waitFor()
    await button(page, 'Löschen').click()
    await dialogOf(page).getByText('Alle Angaben dazu verschwinden').waitFor()
    await axe(page)
    await button(page, 'Merkmal löschen').click()
    await told(page, 'Das Merkmal Lieblingsgetränk ist gelöscht')
    expectNoFaults()
  })

  it('holds tags, and says how many lose one that is deleted', async () => {
    await context.request.post('/api/v1/customers', {
      data: { name: 'Frau Seidel', tags: ['Stammtisch'] },
      headers: { origin: program.address, 'x-stammgast': '1' },
    })
    const { page, expectNoFaults } = await open('tags')
    await button(page, 'Umbenennen').click()
    await dialogOf(page).getByLabel('Schlagwort').fill('Runder Tisch')
    await button(page, 'Umbenennen').last().click()
    await rowOf(page, /Runder Tisch/).waitFor()
    await button(page, 'Löschen').click()
    await dialogOf(page).getByText('Ein Kunde trägt es und verliert es.').waitFor()
    await button(page, 'Schlagwort löschen').click()
    await page.getByText('Schlagworte entstehen dort').waitFor()
    expectNoFaults()
  })
})

it('tells who changed what, found by a part of it and opened line by line', async () => {
  const { page, expectNoFaults } = await open('audit')
  await page.getByRole('searchbox', { name: 'Suchen', exact: true }).fill('Donaudampf')
  await page.locator('a[href*="search=Donaudampf"]').waitFor()
  const line = rowOf(page, /Betrieb geändert: .*Name/).first()
  await line.getByRole('button', { name: /^Genauer: Betrieb geändert/ }).click()
  await line.getByText('PATCH /api/v1/business').waitFor()
  await line.locator('del').first().waitFor()
  await axe(page)
  await takeScreens(page, 'settings-audit')
  await page.getByRole('searchbox', { name: 'Suchen', exact: true }).fill('gibt es nicht')
  await page.getByText('Dazu steht nichts im Protokoll.').waitFor()
  expectNoFaults()
})

describe("one's own account", () => {
  it('changes its language, its scheme and its password', async () => {
    const { page } = await open('account')
    await page.getByRole('radio', { name: 'dunkel' }).check()
    await axe(page)
    await page.getByLabel('Jetziges Passwort').fill('not the password')
    await page.getByLabel('Neues Passwort').fill('Milchreis mit Kirschen')
    await button(page, 'Passwort ändern').click()
    await page.getByText('Das ist nicht Ihr jetziges Passwort.').waitFor()
    await page.getByLabel('Jetziges Passwort').fill(owner.password)
    await button(page, 'Passwort ändern').click()
    await told(page, 'Das neue Passwort gilt.')
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('heading', { name: 'My account' }).waitFor()
  })
})
