import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page, Response } from 'playwright-core'
import { expect } from 'vitest'

interface Load {
  readonly path: string
  readonly maxBytes: number
  /** Seen once the page is there. */
  isThere(page: Page): Promise<unknown>
  readonly isLeftOut?: (url: string) => boolean
}

/** What a page brings along until it is there, all files packed; closes the context. */
export async function expectSmallFirstLoad(
  context: BrowserContext,
  { path, maxBytes, isThere, isLeftOut = () => false }: Load,
): Promise<void> {
  const page = await context.newPage()
  const responses: Response[] = []
  page.on('response', (response) => {
    if (!isLeftOut(response.url())) responses.push(response)
  })
  await page.goto(path)
  await isThere(page)
  // What comes later is none of the first load, and its body might be gone with the page.
  page.removeAllListeners('response')
  const bodies = await Promise.all(responses.map((response) => response.body()))
  const packed = bodies.map((body) => gzipSync(body).length)
  expect(packed.length).toBeGreaterThan(4)
  expect(packed.reduce((sum, one) => sum + one, 0)).toBeLessThan(maxBytes)
  await context.close()
}
