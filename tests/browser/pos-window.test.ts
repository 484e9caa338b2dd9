import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { openCafe } from './cafe.ts'
import { cameraSwitches, filmOf } from './fake-camera.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'
import { watchPage } from './watch-page.ts'

let office: Office
let folder: string

beforeAll(async () => {
  folder = await makeTestFolder()
  office = await openCafe()
  const { send } = office
  await send('PUT', '/gift-articles/hot', { name: 'Heißgetränk', cost: 20, counted: false })
  await send('PUT', '/rewards/hot', {
    ...{ name: 'Heißgetränk', currency: 'stamps', price: 10, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'hot' },
  })
  await send('PUT', '/programs/cards/coffee', {
    ...{ name: 'Stempelkarte', currency: 'stamps', places: 10, reward: 'hot' },
  })
  await send('POST', '/customers', {
    ...{ name: 'Elif Yıldız', birthday: '1990-03-02' },
    identities: [
      { kind: 'card_number', value: 'KARTE-4711' },
      { kind: 'email', value: 'elif@post.example' },
    ],
  })
})
afterAll(async () => {
  await office?.close()
  await removeTestFolder(folder)
})

describe('the counter and its windows', () => {
  it('turns a second window to the guest, who reads what is theirs and no more', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    const opening = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Anzeige für Gäste öffnen' }).click()
    const display = await opening
    const faults = watchPage(display)
    await display.getByRole('heading', { name: 'Café Morgenrot' }).waitFor()
    await takeScreens(display, 'pos-display-idle')
    await axe(display)
    await page.getByRole('textbox').fill('KARTE-4711')
    await page.getByRole('textbox').press('Enter')
    await display.getByRole('heading', { name: 'Willkommen, Elif' }).waitFor()
    await page.getByRole('button', { name: 'Besuch buchen' }).click()
    await display.getByText('+ 1 Stempel').waitFor()
    await display.getByRole('img', { name: 'Stempelkarte: 1 von 10' }).waitFor()
    await takeScreens(display, 'pos-display-guest')
    await axe(display)
    const everything = await display.evaluate('document.documentElement.innerHTML')
    expect(everything).not.toMatch(/Yıldız|4711|post\.example|1990|cus_|Ina/)
    await page.keyboard.press('Escape')
    await display.getByRole('heading', { name: 'Café Morgenrot' }).waitFor()
    expect(await display.getByText('Elif').count()).toBe(0)
    // Who is only looked for is shown to nobody.
    await page.getByRole('textbox').fill('yildiz')
    await page.getByRole('textbox').press('Enter')
    await page.getByRole('button', { name: 'Elif Y.', exact: true }).waitFor()
    expect(await display.getByText('Elif').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Besuch ohne Karte' }).click()
    const code = await page.getByRole('status').filter({ hasText: /-/ }).innerText()
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
    await display.getByText(code).waitFor()
    await takeScreens(page, 'pos-code')
    await axe(page)
    await page.getByRole('button', { name: /Rückgängig/ }).click()
    await page.getByText('Zurückgenommen').waitFor()
    await display.getByRole('heading', { name: 'Café Morgenrot' }).waitFor()
    expect(faults).toEqual([])
    await display.close()
    expectNoFaults()
  })

  it('gives out a card without a number, says why a second visit brings nothing, and blocks it when lost', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    const opening = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Anzeige für Gäste öffnen' }).click()
    const display = await opening
    await page.getByRole('button', { name: 'Neue Karte ohne Nummer' }).click()
    const told = await page.getByText(/^Kartennummer/).innerText()
    const [number = '', code = ''] = told.replace('Kartennummer', '').trim().split(/\n+/)
    expect(number).toMatch(/^\d{4} \d{4} \d{2}$/)
    await display.getByRole('heading', { name: 'Ihre neue Karte' }).waitFor()
    await display.getByText(code, { exact: true }).waitFor()
    await axe(page)
    await takeScreens(page, 'pos-fresh-card')
    await takeScreens(display, 'pos-display-card')
    await display.close()
    await page.getByRole('button', { name: 'Jetzt buchen' }).click()
    await page.getByRole('button', { name: 'Besuch buchen' }).click()
    await page.getByText('Gebucht, + 1 Stempel').waitFor()
    await page.getByRole('button', { name: 'Besuch buchen' }).click()
    await page.getByText(/^Heute schon gestempelt, nächster Stempel ab \d/).waitFor()
    await axe(page)
    await takeScreens(page, 'pos-second-visit')
    await page.getByRole('button', { name: 'Karte verloren' }).click()
    await page.getByRole('radio', { name: 'Gestohlen' }).check()
    await axe(page)
    await takeScreens(page, 'pos-lost-card')
    await page.getByRole('button', { name: 'Sperren, neue ohne Nummer' }).click()
    await page.getByText('Alte Karte gesperrt, neue ausgegeben').waitFor()
    expectNoFaults()
    await page.getByRole('textbox').fill(number)
    await page.keyboard.press('Enter')
    await page.getByText('Diese Karte wurde ersetzt').waitFor()
    const { items } = await office.send('GET', '/audit?subject=card_replaced')
    expect(items).toMatchObject([{ key: { kind: 'stolen' } }])
  })

  it('reads a card with the camera of the device, and says a word where there is none', async () => {
    const film = join(folder, 'card.y4m')
    await filmOf('KARTE-4711', film)
    const browser = await launchBrowser(cameraSwitches(film))
    try {
      const context = await openContext(browser, office.program.address)
      await context.addCookies(await office.context.cookies())
      const { page, expectNoFaults } = await openPage(context, '/pos')
      await page.getByRole('button', { name: 'Kamera' }).click()
      await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
      await page.keyboard.press('Escape')
      await page.evaluate(
        `Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true })`,
      )
      await page.getByRole('button', { name: 'Kamera' }).click()
      await page.getByText('Die Kamera gibt es nur über eine sichere Adresse').waitFor()
      await takeScreens(page, 'pos-camera-missing')
      await axe(page)
      expectNoFaults()
    } finally {
      await browser.close()
    }
  })
})
