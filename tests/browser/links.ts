import type { Page } from 'playwright-core'

/** Where the links of a page lead within the office, without their questions. */
export async function linksOn(page: Page): Promise<string[]> {
  const links = await page
    .locator('a[href^="/admin"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return links.map((link) => link.split(/[?#]/)[0]!.replace('/admin', ''))
}
