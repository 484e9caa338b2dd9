import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPage } from './browser.ts'
import { settled } from './links.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

/** Each runs in a page that takes text for markup, in one way or another. */
const script = (field: string) =>
  `"><img src=x onerror="window.ran='${field}'"><script>window.ran='${field}'</script>{{7*7}}`

it('script somebody wrote as a name runs on no page, and the policy has nothing to block', async () => {
  const { context, send } = office
  const customerId = await furnish(send)
  const pages = [
    ...['/', '/customers', `/customers/${customerId}`, '/vouchers', '/rewards', '/gifts'],
    ...['/partners', '/duplicates', '/program', '/connections'],
    ...['staff', 'keys', 'audit', 'tags', 'attributes', 'events', 'stores', 'business'].map(
      (section) => `/settings/${section}`,
    ),
  ]
  let shown = 0
  for (const path of pages) {
    const { page, expectNoFaults } = await openPage(context, `/admin${path}`)
    await settled(page)
    expect(await page.evaluate('window.ran'), path).toBeUndefined()
    expect(await page.locator('img[src="x"]').count(), path).toBe(0)
    shown += await page.getByText('onerror', { exact: false }).count()
    expectNoFaults()
  }
  // The words themselves were there to be read.
  expect(shown).toBeGreaterThan(pages.length)
})

async function furnish(send: Office['send']): Promise<string> {
  await send('PATCH', '/business', { name: script('business') })
  const person = { name: script('customer'), tags: [script('tag').slice(0, 60)] }
  const identities = [{ kind: 'external_id', value: script('identity') }]
  const { id } = await send('POST', '/customers', { name: person.name, identities })
  await send('POST', '/customers/tags', { customers: { ids: [id] }, add: person.tags })
  await send('POST', '/stores', { code: script('code').slice(0, 60), name: script('store') })
  await send('POST', '/staff', {
    email: 'mia@morgenrot.example',
    name: script('staff'),
    role: 'service',
  })
  await send('POST', '/api-keys', { name: script('key').slice(0, 100), scopes: ['events:write'] })
  await send('POST', '/attributes', { name: 'milk', label: script('attribute'), type: 'text' })
  await send('PUT', '/event-types/built', { label: script('type'), properties: {} })
  const content = { name: script('voucher'), benefit: { kind: 'amount', amount: 500 } }
  await send('POST', '/vouchers', { content, codes: { kind: 'shared' } })
  await send('PUT', '/gift-articles/cup', { name: script('article'), cost: 240 })
  await send('PUT', '/programs/currencies/stars', {
    name: script('currency').slice(0, 40),
    value: '0.05',
  })
  const event = { source: script('source').slice(0, 60), occurredAt: '2026-03-02T08:15:00+01:00' }
  await send('POST', '/events', {
    events: [
      { ...event, type: 'note', externalId: 'n', customer: { id }, text: script('note') },
      {
        ...{ ...event, type: 'purchase', externalId: 'p', customer: { id }, amount: 430 },
        lines: [{ name: script('line'), category: script('category').slice(0, 60), amount: 430 }],
      },
    ],
  })
  return id
}
