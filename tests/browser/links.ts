import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Until the page stands: that nothing is asked for any more alone says little on a busy machine. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0)
}

/** Where the links of a page lead within the office, without their questions. */
export async function linksOn(page: Page): Promise<string[]> {
  const links = await page
    .locator('a[href^="/admin"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return links.map((link) => link.split(/[?#]/)[0]!.replace('/admin', ''))
}
