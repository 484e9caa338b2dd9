import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { signInOwner } from './sign-in-owner.ts'

let browser: Browser
let program: Program
let context: BrowserContext
let folder: string

beforeAll(async () => {
  folder = await makeTestFolder()
  process.env.BACKUP_FOLDER = join(folder, 'copies')
  browser = await launchBrowser()
  program = await startProgram()
  context = await openContext(browser, program.address)
  await signInOwner(context, program)
})
afterAll(async () => {
  delete process.env.BACKUP_FOLDER
  await context?.close()
  await browser?.close()
  await program?.stop()
  await removeTestFolder(folder)
})

it('the owner sees how the program is, makes a copy, and says how long copies are kept', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/settings/system')
  await page.getByText('Es gibt noch keine Sicherung.').waitFor()
  await page.getByRole('button', { name: 'Jetzt sichern' }).click()
  await page.getByText('von Hand, nicht versiegelt').waitFor({ timeout: 45_000 })
  expect(await page.getByText('Es gibt noch keine Sicherung.').count()).toBe(0)
  await page.getByLabel('Tage aufheben').fill('400')
  await page.getByRole('button', { name: 'Übernehmen' }).click()
  await page.getByText('Bitte eine Zahl von 1 bis 365.').waitFor()
  await page.getByLabel('Tage aufheben').fill('30')
  await page.getByRole('button', { name: 'Übernehmen' }).click()
  const told = page.getByRole('region', { name: 'Meldungen' })
  await told.getByText('So sichern wir ab jetzt.').waitFor()
  await axe(page)
  await takeScreens(page, 'system')
  expectNoFaults()
})
