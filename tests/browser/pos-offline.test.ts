import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openContext } from './browser.ts'
import { type Cable, layCable } from './cable.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
let cable: Cable

beforeAll(async () => {
  office = await openOffice()
  cable = await layCable(office.program.address)
  await office.send('PATCH', '/business', { name: 'Café Morgenrot' })
  await office.send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
})
afterAll(async () => {
  await office?.close()
  await cable?.close()
})

describe('without a network', () => {
  it('the page beside the till opens, in the name of its business, and takes a new version when nobody is served', async () => {
    const context = await openContext(office.browser, cable.address)
    await context.addCookies(
      (await office.context.cookies()).map((cookie) => ({ ...cookie, domain: 'localhost' })),
    )
    const page = await context.newPage()
    await page.goto('/pos')
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    const manifest = await (await page.request.get('/pos/manifest.webmanifest')).json()
    expect(manifest).toMatchObject({ name: 'Theke Café Morgenrot', start_url: '/pos' })
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    cable.cut()
    await page.reload()
    await page.getByText('Kein Netz').waitFor()
    cable.mend()
    cable.bringNewVersion()
    await page.reload()
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    await context.close()
  })
})
