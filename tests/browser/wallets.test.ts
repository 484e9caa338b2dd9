import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeChain } from '../certificates.ts'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'

const path = '/admin/settings/wallets'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

it('the owner switches Apple Wallet on with the files of Apple, and off again', async () => {
  const { page, expectNoFaults } = await openPage(office.context, path)
  await page.getByRole('button', { name: 'Apple Wallet einrichten' }).waitFor()
  await axe(page)
  await takeScreens(page, 'wallets-off')
  await page.getByRole('button', { name: 'Apple Wallet einrichten' }).click()
  const dialog = page.getByRole('dialog')
  const chain = makeChain('pass.example.morgenrot')
  const choose = async (label: string, buffer: Buffer) => {
    const chosen = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: `${label}: Datei wählen` }).click()
    await (await chosen).setFiles({ name: 'pass.cer', mimeType: 'application/x-x509', buffer })
  }
  await dialog.getByLabel('Pass Type ID', { exact: true }).fill('pass.example.morgenrot')
  await dialog.getByLabel('Team ID').fill('AB12CD34EF')
  await choose('Zertifikat der Pass Type ID', new X509Certificate(chain.certificate).raw)
  await choose('Zwischenzertifikat von Apple', Buffer.from(chain.issuedBy))
  await dialog.getByLabel('Privater Schlüssel', { exact: true }).fill(makeChain('other').key)
  await axe(page)
  await takeScreens(page, 'wallets-apple')
  // From here on the browser logs the refusal, as is meant.
  expectNoFaults()
  await dialog.getByRole('button', { name: 'Prüfen und einschalten' }).click()
  await dialog.getByText('Dieser Schlüssel gehört nicht zum Zertifikat.').waitFor()
  await axe(page)
  await takeScreens(page, 'wallets-apple-refused')
  await dialog.getByLabel('Privater Schlüssel', { exact: true }).fill(chain.key)
  await dialog.getByRole('button', { name: 'Prüfen und einschalten' }).click()
  await page.getByText('Bereit. Noch hat niemand seine Karte geholt.').waitFor()
  await page.getByText(/^Das Zertifikat gilt bis zum .*2046\.$/).waitFor()
  await page.getByRole('button', { name: 'Apple Wallet ändern' }).click()
  expect(await dialog.getByLabel('Privater Schlüssel', { exact: true }).inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Apple Wallet abschalten' }).click()
  await takeScreens(page, 'wallets-remove')
  await dialog.getByRole('button', { name: 'Abschalten' }).click()
  await page.getByRole('button', { name: 'Apple Wallet einrichten' }).waitFor()
})

it('Google Wallet takes the key file of the account, and says since when phones are not told', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = JSON.stringify({
    client_email: 'cards-of-a-shop-with-a-long-name@morgenrot-loyalty-cards.example',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  })
  await inEnglish(office.context, path, async (page) => {
    await page.getByRole('button', { name: 'Set up Google Wallet' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Issuer ID').fill('3388000000012345678')
    await dialog.getByLabel('Key file of the service account', { exact: true }).fill('no file')
    await dialog.getByRole('button', { name: 'Check and switch on' }).click()
    await dialog.getByText('This is not the key file of a service account.').waitFor()
    await axe(page)
    await takeScreens(page, 'wallets-google-refused-english')
    await dialog.getByLabel('Key file of the service account', { exact: true }).fill(keyFile)
    await dialog.getByRole('button', { name: 'Check and switch on' }).click()
    await page.getByText('Ready. Nobody has fetched their card yet.').waitFor()
    await page.route('**/api/v1/wallet-settings', async (route) => {
      const reply = await route.fetch()
      const { google } = await reply.json()
      const failing = { ...google, passes: 312, failingSince: '2026-11-20T08:15:00.000Z' }
      const state = { passes: 1200, failingSince: null, validUntil: '2026-01-01T00:00:00.000Z' }
      const apple = { passType: 'pass.example.morgenrot', team: 'AB12CD34EF', ...state }
      await route.fulfill({ response: reply, json: { google: failing, apple } })
    })
    await page.reload()
    await page.getByText(/^Since .* not every phone hears of what changes\./).waitFor()
    await page.getByText(/^The certificate expired on/).waitFor()
    await axe(page)
    await takeScreens(page, 'wallets-failing-english')
  })
})
