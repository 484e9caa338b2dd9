import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSftpServer, type SftpServer } from '../sftp-server.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import { axe, desktop, launchBrowser, openContext, openPage } from './browser.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { signInOwner } from './sign-in-owner.ts'

let browser: Browser
let program: Program
let context: BrowserContext
let folder: string
let sftp: SftpServer

beforeAll(async () => {
  folder = await makeTestFolder()
  process.env.BACKUP_FOLDER = join(folder, 'copies')
  process.env.STAMMGAST_PRIVATE_PLACES = 'allowed'
  sftp = await openSftpServer()
  browser = await launchBrowser()
  program = await startProgram()
  context = await openContext(browser, program.address)
  await signInOwner(context, program)
})
afterAll(async () => {
  delete process.env.BACKUP_FOLDER
  delete process.env.STAMMGAST_PRIVATE_PLACES
  await context?.close()
  await browser?.close()
  await program?.stop()
  await sftp?.close()
  await removeTestFolder(folder)
})

it('the owner says where copies go, after the server has shown who it is', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/system')
  const place = page.locator('section', { hasText: 'Sicherungen an einem anderen Ort' }).last()
  await place.getByRole('button', { name: 'Einrichten' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'SFTP' }).check()
  await dialog.getByLabel('Server').fill('127.0.0.1')
  await dialog.getByLabel('Port').fill(String(sftp.port))
  await dialog.getByLabel('Benutzer').fill('kasse')
  await dialog.getByRole('textbox', { name: 'Passwort' }).fill('falsch')
  await axe(page)
  await takeScreens(page, 'place-fields')
  await dialog.getByRole('button', { name: 'Prüfen und speichern' }).click()
  await dialog.getByText(/^SHA256:/).waitFor()
  await axe(page)
  await takeScreens(page, 'place-key')
  await dialog.getByRole('button', { name: 'Ja, das ist mein Server' }).click()
  await dialog.getByText('Der Server lässt uns damit nicht hinein.').waitFor()
  await dialog.getByRole('textbox', { name: 'Passwort' }).fill(sftp.password)
  await dialog.getByRole('button', { name: 'Prüfen und speichern' }).click()
  await place.getByText('kasse@127.0.0.1').waitFor()
  await place.getByRole('button', { name: 'Verbindung prüfen' }).click()
  const told = page.getByRole('region', { name: 'Meldungen' })
  await told.getByText('Alles in Ordnung dort.').waitFor()
  await place.getByText('Dort liegt noch keine.').waitFor()
  await axe(page)
  await page.getByRole('button', { name: 'Jetzt sichern' }).click()
  await place.getByText('Die neueste dort:').waitFor({ timeout: 45_000 })
  await takeScreens(page, 'place')
  expectNoFaults()
})

it('and where files are fetched from, beside the imports', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/imports')
  const place = page.locator('section', { hasText: 'Dateien von einem Server holen' }).last()
  await place.getByRole('button', { name: 'Einrichten' }).waitFor()
  expect(await page.getByText('Von selbst gekommen').count()).toBe(0)
  await axe(page)
  await takeScreens(page, 'place-files')
  expectNoFaults()
})

it('a bucket that nobody answers for is told in English too, and not kept', async () => {
  const english = await openContext(browser, program.address, { ...desktop, language: 'en' })
  await english.addCookies(await context.cookies())
  await english.addInitScript(() => localStorage.setItem('stammgast-language', '"en"'))
  const { page, expectNoFaults } = await openPage(english, '/admin/settings/system')
  const place = page.locator('section', { hasText: 'Backups at another place' }).last()
  await place.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'S3 storage' }).check()
  await dialog.getByLabel('Address').fill('http://127.0.0.1:1')
  await dialog
    .getByLabel('Bucket')
    .fill('copies-of-a-shop-with-a-very-long-name-that-nobody-shortened')
  await dialog.getByLabel('Access key').fill('AKIAEXAMPLE')
  await dialog.getByRole('textbox', { name: 'Secret key' }).fill('secret')
  await dialog.getByRole('button', { name: 'Check and save' }).click()
  await dialog.getByText('Nobody answers there.').waitFor()
  await axe(page)
  await takeScreens(page, 'place-failed-en')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await place.getByText('kasse@127.0.0.1').waitFor()
  await takeScreens(page, 'place-en')
  expectNoFaults()
  await english.close()
})
