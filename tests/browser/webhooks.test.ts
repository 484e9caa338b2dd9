import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openReceiver, type Receiver } from '../receiver.ts'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { told } from './words.ts'

let office: Office
let context: BrowserContext
let receiver: Receiver

beforeAll(async () => {
  process.env.STAMMGAST_PRIVATE_WEBHOOKS = 'allowed'
  receiver = await openReceiver()
  office = await openOffice()
  ;({ context } = office)
})
afterAll(async () => {
  delete process.env.STAMMGAST_PRIVATE_WEBHOOKS
  await office?.close()
  await receiver?.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const buy = (externalId: string) =>
  office.send('POST', '/events', {
    events: [
      {
        ...{ type: 'purchase', source: 'till', externalId, amount: 450 },
        ...{ occurredAt: '2026-11-20T09:00:00Z', customer: { externalId: 'anna' } },
      },
    ],
  })

it('a program of the owner is told what happens, misses something, and gets it again', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/webhooks')
  await page.getByText('Noch erfährt niemand etwas.').waitFor()
  await axe(page)
  await takeScreens(page, 'webhooks-none')
  await button(page, 'Webhook anlegen').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Anlegen' }).click()
  await dialog.getByText('Die Adresse fehlt noch.').waitFor()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Buchhaltung')
  await dialog.getByRole('textbox', { name: 'Adresse' }).fill(receiver.url)
  await dialog.getByRole('checkbox', { name: 'Alles melden' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Käufe und Rückgaben' }).check()
  await dialog.getByRole('checkbox', { name: 'Punkte und Stempel' }).check()
  await axe(page)
  await takeScreens(page, 'webhook-form')
  await dialog.getByRole('button', { name: 'Anlegen' }).click()
  await page.getByRole('heading', { name: 'Buchhaltung ist angelegt.' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Schlüssel' }).inputValue()).toMatch(/^whsec_/)
  await takeScreens(page, 'webhook-once')
  await button(page, 'Eingetragen').click()

  await page.getByRole('link', { name: 'Buchhaltung' }).click()
  await page.getByText('Noch kam nichts an.').waitFor()
  await button(page, 'Probe senden').click()
  await page.getByText('webhook.test').waitFor()
  await page.getByText('Zuletzt kam').waitFor()
  receiver.answer = { status: 500, afterMillis: 0 }
  await buy('bon-1')
  await page.getByText('Bei Ihrem Programm ging etwas schief (500).').waitFor()
  await page.getByText('Wir versuchen es weiter.').waitFor()
  await axe(page)
  await takeScreens(page, 'webhook-troubled')
  receiver.answer = { status: 200, afterMillis: 0 }
  await button(page, 'Jetzt versuchen').click()
  await told(page, 'Die Meldung geht noch einmal hinaus.')
  await expect.poll(() => receiver.received.at(-1)?.body.type).toBe('event.purchase')

  await button(page, 'Schlüssel wechseln').click()
  await dialog.getByRole('button', { name: 'Schlüssel wechseln' }).click()
  await page.getByRole('heading', { name: 'Der neue Schlüssel' }).waitFor()
  await page.getByText('gilt auch der vorige Schlüssel').waitFor()
  await takeScreens(page, 'webhook-rotated')
  await button(page, 'Eingetragen').click()
  await button(page, 'Pausieren').click()
  await page.getByRole('heading', { name: 'Buchhaltung ist pausiert' }).waitFor()
  expectNoFaults()
  await inEnglish(context, '/admin/settings/webhooks', async (own) => {
    await own.getByRole('link', { name: 'Buchhaltung' }).waitFor()
    await takeScreens(own, 'webhooks-en')
    await own.getByRole('link', { name: 'Buchhaltung' }).click()
    await own.getByText('What happens is kept.').waitFor()
    await axe(own)
    await takeScreens(own, 'webhook-en')
    await button(own, 'Change').click()
    await own.getByRole('button', { name: 'Remove the webhook' }).click()
    await own.getByRole('dialog').getByRole('button', { name: 'Remove the webhook' }).click()
    await own.getByText('Nobody is told anything yet.').waitFor()
  })
})

it('whoever does not answer is told about on the overview', async () => {
  receiver.answer = { status: 500, afterMillis: 0 }
  await office.send('POST', '/webhooks', { name: 'Lager', url: receiver.url })
  await buy('bon-2')
  const failingSince = async () => (await office.send('GET', '/webhooks')).items[0].failingSince
  await expect.poll(failingSince, { timeout: 20_000 }).not.toBeNull()
  const { page, expectNoFaults } = await openPage(context, '/admin')
  await page.getByRole('heading', { name: 'Eine Verbindung braucht einen Blick' }).waitFor()
  await axe(page)
  await takeScreens(page, 'overview-door')
  expectNoFaults()
})
