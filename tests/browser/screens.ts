import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const folder = fileURLToPath(new URL('../../.tmp/screens/', import.meta.url))
const widths = [1440, 390]
const schemes = ['light', 'dark'] as const

/**
 * Pictures of the whole page on desktop and phone, light and dark, to look at:
 * `.tmp/screens/<name>-390-dark.png`. Each is also held against sideways scrolling.
 */
export async function takeScreens(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const before = page.viewportSize()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await expectNoSidewaysScrolling(page, `${name} at ${width} px`)
      const path = `${folder}${name}-${width}-${colorScheme}.png`
      await page.screenshot({ path, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  if (before) await page.setViewportSize(before)
}

async function expectNoSidewaysScrolling(page: Page, what: string): Promise<void> {
  const [needed = 0, given = 0] = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  if (needed > given) throw new Error(`${what} scrolls sideways: ${needed} px in ${given} px`)
}
