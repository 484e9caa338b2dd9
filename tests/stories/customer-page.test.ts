import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { list, purchase, record } from '../customers.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

describe('the page of Herr Brandt', () => {
  let id: string
  const at = (day: string, time = '07:18') => `${day}T${time}:00+01:00`
  const coffee = { name: 'Hafer-Cappuccino', amount: 430 }
  const bun = { name: 'Rosinenschnecke', amount: 260 }

  beforeAll(async () => {
    const days = [
      '2026-10-13',
      '2026-10-16',
      '2026-10-20',
      '2026-10-23',
      '2026-10-27',
      '2026-10-30',
    ]
    const items = await record(
      owner,
      ...days.map((day, n) =>
        purchase('brandt', 'altstadt', at(day), {
          amount: undefined,
          lines: n % 2 === 0 ? [coffee] : [coffee, bun],
        }),
      ),
      {
        type: 'return',
        source: 'till',
        externalId: 'return-1',
        occurredAt: at('2026-10-30', '09:00'),
        customer: { externalId: 'brandt' },
        amount: 260,
      },
      {
        type: 'contact',
        source: 'mail',
        externalId: 'mail-1',
        occurredAt: at('2026-11-17'),
        customer: { externalId: 'brandt', email: 'brandt@example.org' },
        medium: 'email',
        direction: 'in',
        text: 'Öffnen Sie dienstags wieder um sieben?',
      },
      {
        type: 'note',
        source: 'office',
        externalId: 'note-1',
        occurredAt: at('2026-11-18'),
        customer: { externalId: 'brandt' },
        text: 'Mag es ruhig.',
      },
    )
    id = items[0]!.customerId
  })

  test('says what is usual for him and how long he has been away', async () => {
    const { body } = await owner.get(`/api/v1/customers/${id}/page`)
    expect(body).toMatchObject({
      reachable: { email: true, phone: false },
      asOf: '2026-11-17',
      daysSinceLastVisit: 18,
      lastVisitOn: '2026-10-30',
      firstPurchaseAt: '2026-10-13T06:18:00.000Z',
      regular: true,
      purchases: 6,
      purchaseDays: 6,
      sales: { amount: 6 * 430 + 3 * 260, currency: 'EUR' },
      returned: { amount: 260 },
      revenue: { amount: 6 * 430 + 2 * 260 },
      averageReceipt: { amount: 560 },
      rhythm: {
        // Six visits in three weeks are a beginning, not yet a habit.
        gapDays: null,
        weekdays: [2, 5],
        partOfDay: 'early',
        store: { code: 'altstadt' },
        article: 'Hafer-Cappuccino',
      },
      notes: [{ text: 'Mag es ruhig.' }],
    })
    expect(body.strip).toMatchObject({ start: '2026-05-20', end: '2026-11-18' })
    expect(body.strip.days.map(({ date }: { date: string }) => date)).toEqual([
      '2026-10-13',
      '2026-10-16',
      '2026-10-20',
      '2026-10-23',
      '2026-10-27',
      '2026-10-30',
    ])
  })

  test('tells what happened, the latest first, page by page', async () => {
    const types: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = `limit=2${cursor ? `&cursor=${cursor}` : ''}`
      const { body } = await owner.get(`/api/v1/customers/${id}/timeline?${query}`)
      types.push(...body.items.map(({ type }: { type: string }) => type))
      cursor = body.nextCursor
    }
    expect(types).toEqual(['note', 'contact', 'return', ...Array(6).fill('purchase')])
    const messages = await owner.get(`/api/v1/customers/${id}/timeline?show=messages`)
    expect(messages.body.items).toMatchObject([
      { type: 'note', text: 'Mag es ruhig.', details: {} },
      { type: 'contact', day: '2026-11-17', details: { medium: 'email', direction: 'in' } },
    ])
    const visits = await owner.get(`/api/v1/customers/${id}/timeline?show=visits`)
    expect(visits.body.items[1]).toMatchObject({
      type: 'purchase',
      day: '2026-10-30',
      store: { code: 'altstadt', name: 'altstadt' },
      amount: { amount: 690 },
      lines: [{ name: 'Hafer-Cappuccino', amount: { amount: 430 } }, { name: 'Rosinenschnecke' }],
    })
  })

  test('shows the last version of an event, and not what now belongs to another', async () => {
    const order = (version: number, externalId: string, amount: number) => ({
      ...purchase(externalId, 'altstadt', at('2026-09-01')),
      externalId: 'order-1',
      version,
      amount,
    })
    await record(owner, order(1, 'versions', 100))
    await record(owner, order(3, 'versions', 300))
    const [row] = await list(owner, 'search=versions')
    const amounts = async () =>
      (await owner.get(`/api/v1/customers/${row!.id}/timeline`)).body.items.map(
        (item: { amount: { amount: number } }) => item.amount.amount,
      )
    expect(await amounts()).toEqual([300])
    await record(owner, order(4, 'somebody-else', 400))
    expect(await amounts()).toEqual([])
  })
})
