import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
let shop: Server
let shopAddress: string
let connection: { id: string }
let secret: string

/** A shop on an origin of its own, as strict about scripts as can be. */
beforeAll(async () => {
  office = await openOffice()
  const { address } = office.program
  shop = createServer((request, response) => {
    if (request.url === '/shop.js') {
      const hash = createHmac('sha256', secret).update('4711').digest('hex')
      response.setHeader('content-type', 'text/javascript')
      return response.end(`
        window.stammgast = window.stammgast || []
        document.getElementById('agree').onclick = () => stammgast.push(['consent', true])
        document.getElementById('refuse').onclick = () => stammgast.push(['consent', false])
        document.getElementById('sign-in').onclick = () =>
          stammgast.push(['identify', '4711', '${hash}'])
        stammgast.push(['product', { sku: location.pathname.slice(1), name: 'Tee' }])`)
    }
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self' ${address}; connect-src ${address}`,
    )
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><title>Tee</title>
      <button id="agree">agree</button><button id="refuse">refuse</button>
      <button id="sign-in">sign in</button>
      <script src="/shop.js"></script>
      <script async src="${address}/snippet.js" data-key="${connection.id}"></script>`)
  })
  shop.listen(0, '127.0.0.1')
  await once(shop, 'listening')
  shopAddress = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  const wished = { kind: 'snippet', name: 'Shop', origins: [shopAddress] }
  ;({ connection, secret } = await office.send('POST', '/connections', wished))
})
afterAll(async () => {
  await office?.close()
  shop?.closeAllConnections()
  shop?.close()
})

const told = async () =>
  (await office.send('GET', `/connections/${connection.id}/deliveries`)).items.map(
    ({ outcome }: { outcome: string }) => outcome,
  )

it('tells what is looked at after consent and sign-in, also what was looked at offline', async () => {
  const visitor = await office.browser.newContext()
  const page = await visitor.newPage()
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const kept = () => page.evaluate(() => localStorage.getItem('stammgast'))
  const open = async (path: string) => {
    await page.goto(`${shopAddress}${path}`)
    await page.waitForFunction('!Array.isArray(window.stammgast)')
  }
  await open('/assam')
  expect(await kept()).toBeNull()
  await page.click('#agree')
  await open('/darjeeling')
  expect(JSON.parse((await kept())!).views).toMatchObject([{ type: 'product', sku: 'darjeeling' }])
  expect(await told()).toEqual([])
  await page.click('#sign-in')
  await expect.poll(told).toHaveLength(1)

  await visitor.setOffline(true)
  await page.evaluate(`stammgast.push(['product', { sku: 'ceylon' }])`)
  expect(JSON.parse((await kept())!).views).toHaveLength(1)
  await visitor.setOffline(false)
  await expect.poll(told).toHaveLength(2)
  await expect.poll(told, { timeout: 10_000 }).toEqual(['accepted', 'accepted'])

  await visitor.setOffline(true)
  await page.evaluate(`stammgast.push(['product', { sku: 'nilgiri' }], ['identify', '4712', ''])`)
  expect(JSON.parse((await kept())!)).toMatchObject({ user: { id: '4712' }, views: [] })
  await visitor.setOffline(false)

  await page.click('#refuse')
  expect(await kept()).toBeNull()
  expect(faults).toEqual([])
  await visitor.close()
})

it('is smaller than five kilobytes, and evaluates nothing', () => {
  const file = fileURLToPath(new URL('../../dist/snippet/snippet.js', import.meta.url))
  expect(statSync(file).size).toBeLessThan(5000)
})
