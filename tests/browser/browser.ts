import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from './find-browser.ts'
import { watchPage } from './watch-page.ts'

export interface View {
  width: number
  height: number
  scheme: 'light' | 'dark'
  language: 'de' | 'en'
}

export const desktop: View = { width: 1440, height: 900, scheme: 'light', language: 'de' }

/** @param more switches that only this story needs, as for a camera */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('no browser: run `npm test` or install Chromium')
  return await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', ...more],
  })
}

const views = new WeakMap<BrowserContext, View>()

/** A browser of its own to the server: its own cookies, its own storage. */
export async function openContext(
  browser: Browser,
  address: string,
  view: View = desktop,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: view.width, height: view.height },
    colorScheme: view.scheme,
    locale: view.language === 'de' ? 'de-DE' : 'en-US',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  views.set(context, view)
  return context
}

/**
 * A page whose faults are collected: whatever it throws or logs as an error, and each request to
 * another host. `expectNoFaults` is for the end of a story. The stories of a context have its one
 * page one after the other: a new one would cost a process, and two seconds of it.
 */
export async function openPage(context: BrowserContext, path: string): Promise<WatchedPage> {
  const page = context.pages()[0] ?? (await context.newPage())
  await clear(page, views.get(context) ?? desktop)
  // An address that differs in its hash alone would be no new page.
  if (path.includes('#')) await page.goto('about:blank')
  const faults = watchPage(page)
  await page.goto(path)
  return { page, expectNoFaults: () => refuse(faults, 'The page had faults') }
}

/** As if no story had been told in it. */
async function clear(page: Page, { width, height }: View): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.emulateMedia({ media: null, colorScheme: null })
  await page.setViewportSize({ width, height })
}

export interface WatchedPage {
  page: Page
  expectNoFaults(): void
}

/** Fails on every finding of axe against WCAG 2.2 AA and its best practices. */
export async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // No frames here, so the findings need no page of their own to be gathered in: half the time.
    .setLegacyMode(true)
    .analyze()
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target}\n  ${failureSummary}`),
  )
  refuse(findings, `axe has findings on ${page.url()}`)
}

function refuse(faults: readonly string[], sentence: string): void {
  if (faults.length > 0) throw new Error(`${sentence}:\n${faults.join('\n')}`)
}
