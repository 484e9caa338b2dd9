import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { told } from './words.ts'

let office: Office
let context: BrowserContext

beforeAll(async () => {
  office = await openOffice()
  ;({ context } = office)
  const { send } = office
  await send('PUT', '/programs/currencies/points', { name: 'Punkte', value: '0.01' })
  const rosa = { name: 'Rosa Lind', birthday: '1980-05-04' }
  for (const [value, points] of [
    ['rosa.lind@gmail.com', 120],
    ['rosalind+cafe@gmail.com', 45],
  ] as const) {
    const { id } = await send('POST', '/customers', {
      ...rosa,
      identities: [{ kind: 'email', value }],
    })
    await send('POST', '/points/grants', {
      ...{ source: 'office', externalId: value, customer: { id } },
      ...{ currency: 'points', points, as: 'goodwill', reason: 'complaint' },
    })
  }
})
afterAll(() => office?.close())

it('two who are one are compared, merged and parted again', async () => {
  const { page, expectNoFaults } = await openPage(context, '/admin/customers')
  await page.getByRole('link', { name: 'Doppelte' }).click()
  await page.getByRole('heading', { name: '1 Paar könnte dieselbe Person sein.' }).waitFor()
  await axe(page)
  await takeScreens(page, 'duplicates')
  await page.getByRole('button', { name: /vergleichen$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('165').waitFor()
  await axe(page)
  await takeScreens(page, 'duplicates-compare')
  await dialog.getByRole('button', { name: 'Zusammenführen' }).click()
  await told(page, 'Die beiden zählen jetzt als eine Person.')
  await page.getByRole('heading', { name: 'Niemand scheint doppelt zu stehen.' }).waitFor()
  await takeScreens(page, 'duplicates-merged')
  await page.getByRole('button', { name: /rückgängig machen$/ }).click()
  await dialog.getByRole('button', { name: 'Rückgängig machen' }).click()
  await page.getByRole('heading', { name: '1 Paar könnte dieselbe Person sein.' }).waitFor()
  expect(await page.getByRole('button', { name: /rückgängig machen$/ }).count()).toBe(0)
  expectNoFaults()
})

it('a purchase without a card is added from its receipt', async () => {
  const { send } = office
  await send('POST', '/stores', { code: 'altstadt', name: 'Altstadt' })
  const occurredAt = '2026-11-20T09:00:00Z'
  const receipt = { store: 'altstadt', receiptNumber: '4711', amount: 1280 }
  await send('POST', '/events', {
    events: [{ type: 'purchase', source: 'till', externalId: '4711', occurredAt, ...receipt }],
  })
  const { id } = await send('POST', '/customers', { name: 'Carla Neu' })
  const { page, expectNoFaults } = await openPage(context, `/admin/customers/${id}`)
  await page.getByRole('button', { name: 'Vom Bon nachtragen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Nachtragen' }).click()
  await dialog.getByText('Die Nummer steht auf dem Bon.').waitFor()
  await axe(page)
  await takeScreens(page, 'claim-faults')
  await dialog.getByLabel('Bonnummer').fill('4711')
  await dialog.getByLabel('Tag des Einkaufs').fill('2026-11-20')
  await dialog.getByLabel('Summe auf dem Bon').fill('12,80')
  await dialog.getByRole('button', { name: 'Nachtragen' }).click()
  await told(page, 'Nachgetragen.')
  await page.getByText('ein Einkauf ohne Namen').waitFor()
  await takeScreens(page, 'claimed')
  expectNoFaults()
})
