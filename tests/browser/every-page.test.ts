import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, type View } from './browser.ts'
import { linksOn, settled } from './links.ts'
import { fillDemo, type Office, openOffice } from './office.ts'
import { expectNoSidewaysScrolling } from './screens.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
  await fillDemo(office, 60)
  // A name without a blank finds every place that cannot break a line.
  const name = 'Donaudampfschiff'.repeat(12)
  await office.send('POST', '/customers', { name })
  await office.send('POST', '/companies', { name })
})
afterAll(() => office?.close())

const phone: Pick<View, 'width' | 'height'> = { width: 390, height: 844 }

describe('whoever follows every link on a phone', () => {
  it('finds pages with one heading that fit it, and ever another way on', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/admin/')
    await page.setViewportSize(phone)
    const seen = new Set<string>()
    const next = ['/']
    for (let path = next.shift(); path !== undefined; path = next.shift()) {
      await page.goto(`/admin${path}`)
      await settled(page)
      expect([path, await page.getByRole('heading', { level: 1 }).count()]).toEqual([path, 1])
      await expectNoSidewaysScrolling(page, path)
      await expectNothingUnsaid(page, path)
      expect([path, await failuresOn(page)]).toEqual([path, []])
      const links = await linksOn(page)
      expect([path, links.length > 0]).toEqual([path, true])
      for (const link of links) {
        if (seen.has(kindOf(link))) continue
        seen.add(kindOf(link))
        next.push(link)
      }
    }
    expect([...seen].filter((kind) => musts.includes(kind)).toSorted()).toEqual(musts)
    expectNoFaults()
  }, 600_000)
})

/** One page of each kind is enough. */
const kindOf = (path: string) => path.replace(/\/[a-z]{3}_[0-9A-Z]{26}/g, '/:id')

const musts = [
  '/analytics/receipts',
  '/companies/:id',
  '/customers/:id',
  '/duplicates',
  '/gift-ladders/new',
  '/program/simulation',
  '/settings/processing',
  '/vouchers/:id',
]

/** What a page says in place of itself, or of a part, where its reply did not come. */
const failuresOn = (page: Page) => page.getByRole('alert').allInnerTexts()

/** What a programmer would see and nobody else should. */
async function expectNothingUnsaid(page: Page, path: string): Promise<void> {
  const text = await page.locator('body').innerText()
  expect([path, text.match(/\{\{|\bundefined\b|\bNaN\b|\[object |Invalid Date/)]).toEqual([
    path,
    null,
  ])
}
