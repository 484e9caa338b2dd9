import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const folder = fileURLToPath(new URL('../../.tmp/screens/', import.meta.url))
const widths = [1440, 390]
const schemes = ['light', 'dark'] as const
const looks = 20
const lookMillis = 100

/**
 * Holds the page on desktop and phone against sideways scrolling. With `STAMMGAST_SCREENS=1` it also
 * leaves pictures of the whole page, light and dark, to look at: `.tmp/screens/<name>-390-dark.png`.
 */
export async function takeScreens(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSidewaysScrolling(page, `${name} at ${width} px`)
    if (process.env.STAMMGAST_SCREENS === '1') await takePictures(page, `${name}-${width}`)
  }
  if (before) await page.setViewportSize(before)
}

async function takePictures(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}${name}-${colorScheme}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: null })
}

/** Charts measure themselves a moment after the window: what stays too wide is a fault. */
export async function expectNoSidewaysScrolling(page: Page, what: string): Promise<void> {
  let [needed, given] = await widthsOf(page)
  for (let look = 0; needed > given && look < looks; look++) {
    await page.waitForTimeout(lookMillis)
    ;[needed, given] = await widthsOf(page)
  }
  if (needed > given) throw new Error(`${what} scrolls sideways: ${needed} px in ${given} px`)
}

const widthsOf = (page: Page) =>
  page.evaluate<[needed: number, given: number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
