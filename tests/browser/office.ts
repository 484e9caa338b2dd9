import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser, openContext, openPage } from './browser.ts'
import { startProgram } from './program.ts'
import { senderOf } from './send.ts'
import { signInOwner } from './sign-in-owner.ts'

/** The real program with its owner signed in before it, for the stories of one file. */
export interface Office {
  program: Awaited<ReturnType<typeof startProgram>>
  browser: Browser
  context: BrowserContext
  send: ReturnType<typeof senderOf>
  close(): Promise<void>
}

export async function openOffice(): Promise<Office> {
  const [browser, program] = await Promise.all([launchBrowser(), startProgram()])
  const context = await openContext(browser, program.address)
  await signInOwner(context, program)
  const close = async () => {
    await browser.close()
    await program.stop()
  }
  return { program, browser, context, send: senderOf(context, program.address), close }
}

const demoSecondsMax = 150

/** Fills the demo world and waits until it stands. */
export async function fillDemo({ send }: Pick<Office, 'send'>, customers: number): Promise<void> {
  await send('POST', '/demo', { customers })
  for (let second = 0; second < demoSecondsMax; second++) {
    const { status } = await send('GET', '/demo')
    if (status === 'done') return
    if (status !== 'running') throw new Error(`the demo is ${status}`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('the demo was not filled in time')
}

/** A story of the same person at the same device, in English and in the dark. */
export async function inEnglish(
  context: BrowserContext,
  path: string,
  story: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, expectNoFaults } = await openPage(context, path)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(() => localStorage.setItem('stammgast-language', '"en"'))
  await page.reload()
  try {
    await story(page)
    expectNoFaults()
  } finally {
    await page.evaluate(() => localStorage.removeItem('stammgast-language'))
  }
}
