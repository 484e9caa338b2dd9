import { createServer, type Server } from 'node:http'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { takeScreens } from './screens.ts'

const pages: Record<string, string> = {
  '/good': '<main><h1>Guten Tag</h1></main>',
  '/throws': '<main><h1>Guten Tag</h1></main><script>throw new Error("oh")</script>',
  '/elsewhere': '<main><h1>Guten Tag</h1><img alt="" src="http://127.0.0.2:9/pixel.png"></main>',
  '/nameless': '<main><h1>Guten Tag</h1><input></main>',
  '/wide': '<main><h1>Guten Tag</h1><p style="width: 500px">breit</p></main>',
}

let server: Server
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    const body = pages[request.url ?? ''] ?? ''
    response.end(
      `<!doctype html><html lang="de"><head><title>Probe</title><link rel="icon" href="data:,"><body>${body}`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  browser = await launchBrowser()
  context = await openContext(browser, `http://127.0.0.1:${port}`)
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

describe('the browser tests themselves see', () => {
  it('nothing wrong with a good page', async () => {
    const { page, expectNoFaults } = await openPage(context, '/good')
    await axe(page)
    await takeScreens(page, 'harness')
    expectNoFaults()
  })

  it('an error thrown on a page', async () => {
    const { expectNoFaults } = await openPage(context, '/throws')
    expect(expectNoFaults).toThrow('thrown: oh')
  })

  it('a request to another host', async () => {
    const { expectNoFaults } = await openPage(context, '/elsewhere')
    expect(expectNoFaults).toThrow('asked elsewhere: http://127.0.0.2:9/pixel.png')
  })

  it('a field without a name', async () => {
    const { page } = await openPage(context, '/nameless')
    await expect(axe(page)).rejects.toThrow('label')
  })

  it('a page wider than a phone', async () => {
    const { page } = await openPage(context, '/wide')
    await expect(takeScreens(page, 'wide')).rejects.toThrow('scrolls sideways')
  })
})
