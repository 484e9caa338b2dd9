import { generateKeyPairSync, sign } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openContext, openPage } from './browser.ts'
import { type Cable, layCable } from './cable.ts'
import { openMilkBar } from './cafe.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office
let cable: Cable

beforeAll(async () => {
  office = await openMilkBar()
  cable = await layCable(office.program.address)
  const { send } = office
  for (const [name, value] of guests) {
    const { id } = await send('POST', '/customers', {
      ...{ name, identities: [{ kind: 'card_number', value }] },
    })
    await send('POST', '/pos/bookings', {
      ...{ externalId: `seen-${value}`, customerId: id, store: 'altstadt', amount: 480 },
    })
  }
})
afterAll(async () => {
  await office?.close()
  await cable?.close()
})

const guests = [
  ['Elif Yıldız', '4821093755'],
  ['Jo Brandt', '4821093763'],
] as const

/** A till of its own: its own browser, its own key. */
async function openTill(): Promise<Page> {
  const context = await openContext(office.browser, cable.address)
  const cookies = await office.context.cookies()
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, domain: 'localhost' })))
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.goto('/pos')
  await idle(page)
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // It goes on alone from what it was given while there was a network.
  await expect.poll(() => page.evaluate(countKept), { timeout: 20_000 }).toBe(1)
  return page
}

const countKept = `indexedDB.databases().then((known) => known.length === 0 ? 0 :
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('stammgast-pos')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const asked = database.transaction('kept').objectStore('kept').count()
      asked.onsuccess = () => {
        database.close()
        resolve(asked.result)
      }
    }
  }))`

const idle = (page: Page) => page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()

async function scan(page: Page, card: string) {
  const field = page.getByRole('textbox', { name: 'Karte, Nummer oder Name' })
  await field.fill(card)
  await field.press('Enter')
}

async function book(page: Page, card: string, greeted: RegExp) {
  await scan(page, card)
  await page.getByRole('heading', { name: greeted }).waitFor()
  await page.getByRole('button', { name: 'Betrag eingeben' }).click()
  await page.keyboard.type('480')
  await page.getByRole('button', { name: '4,80 € buchen' }).click()
  await page.getByText('Gemerkt').waitFor()
}

const balance = async (card: string) => {
  const { guest } = await office.send('POST', '/pos/guests/find', { text: card })
  return guest.points[0].balance
}

describe('without a network', () => {
  it('two tills book and redeem, and deliver what they did when it is back', async () => {
    const [left, right] = [await openTill(), await openTill()]
    const manifest = await (await left.request.get('/pos/manifest.webmanifest')).json()
    expect(manifest).toMatchObject({ name: 'Theke Café Morgenrot', start_url: '/pos' })
    cable.cut()
    await book(left, '4821 0937 55', /Elif Y\./)
    await axe(left)
    await left.getByRole('button', { name: /Stempel einlösen/ }).click()
    await left.getByText('Hafermilch dazu eingelöst').waitFor()
    await left.getByText('ohne Netz, 2 warten').waitFor()
    await takeScreens(left, 'pos-offline')
    await left.keyboard.press('Escape')

    // One redemption for a card and day is what the allowance gives.
    await scan(left, '4821093755')
    await left.getByRole('heading', { name: /Elif Y\./ }).waitFor()
    const redeeming = left.getByRole('button', { name: /Stempel einlösen/ })
    expect(await redeeming.count()).toBe(0)

    // Nothing is lost when the page is opened anew.
    await left.reload()
    await idle(left)
    await left.getByText('ohne Netz, 2 warten').waitFor()
    await book(left, '4821093763', /Jo B\./)
    await left.getByRole('button', { name: /Rückgängig/ }).click()
    await left.getByText('Zurückgenommen').waitFor()

    await book(right, '4821093755', /Elif Y\./)
    await right.keyboard.press('Escape')
    // A card that nobody has yet is given out, and used.
    await scan(right, '4821093771')
    await right.getByText('kennt dieses Gerät ohne Netz nicht').waitFor()
    await takeScreens(right, 'pos-offline-strange-card')
    await right.getByRole('textbox', { name: /^Name, wenn/ }).fill('Ada Lang')
    await right.getByRole('button', { name: 'Karte ausgeben' }).click()
    await right.getByRole('button', { name: 'Besuch buchen' }).click()
    await right.getByText('ohne Netz, 3 warten').waitFor()
    await scan(right, 'Brandt')
    await right.getByText('Das geht nur mit Netz').waitFor()

    cable.mend()
    cable.bringNewVersion()
    for (const page of [left, right]) {
      await page.reload()
      await page.getByText('verbunden', { exact: true }).waitFor()
      await idle(page)
    }
    // three each to begin with; booked at both tills, redeemed once; booked and taken back
    const balances = async () => [await balance('4821093755'), await balance('4821093763')]
    await expect.poll(balances, { timeout: 20_000, interval: 500 }).toEqual([6, 3])
    const waiting = async () =>
      (await office.send('GET', '/pos/devices')).items.map(
        (one: { waiting: number }) => one.waiting,
      )
    await expect.poll(waiting, { timeout: 20_000, interval: 500 }).toEqual([0, 0])
    const { guest } = await office.send('POST', '/pos/guests/find', { text: '4821093771' })
    expect(guest.name).toBe('Ada Lang')
    expect((await office.send('GET', '/pos/conflicts')).items).toEqual([])
    for (const page of [left, right]) await page.context().close()
  })
  it('what tills did alone is listed for the owner, who decides', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const { id: device } = await office.send('POST', '/pos/devices', {
      ...{ name: 'Theke am Fenster', store: 'altstadt', publicKey: key },
    })
    const act = { kind: 'visit', guest: { cardNumber: '4821093755' }, amount: 480 }
    const signed = JSON.stringify({ id: 'entry-1', device, at: '2026-01-05T10:00:00Z', act })
    const way = { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
    const signature = sign('sha256', Buffer.from(signed), way).toString('base64')
    await office.send('POST', '/pos/deliveries', { device, entries: [{ signed, signature }] })
    const { page, expectNoFaults } = await openPage(office.context, '/admin/settings/devices')
    await page.getByText('Die Uhr des Geräts ging falsch').waitFor()
    await page.getByRole('rowheader', { name: 'Theke am Fenster' }).waitFor()
    await axe(page)
    await takeScreens(page, 'settings-devices')
    await page.getByRole('button', { name: 'Annehmen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Annehmen' }).click()
    await page.getByText('Nichts offen').waitFor()
    await page.getByRole('textbox', { name: 'Prämien an einem Tag je Gerät' }).fill('3')
    await page.getByRole('button', { name: 'Übernehmen' }).click()
    await page.getByText('Gilt für jedes Gerät').first().waitFor()
    await page.getByRole('button', { name: 'Beenden' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Beenden' }).click()
    await page.getByText(/beendet am/).waitFor()
    expectNoFaults()
  })
})
