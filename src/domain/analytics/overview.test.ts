import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { nobody } from '#contract/route.ts'
import { setOpeningHours } from '#domain/business/opening/set-opening-hours.ts'
import { blockContact } from '#domain/people/contact/block-contact.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { freshWorld, purchase, returned, type World } from '../../../tests/world.ts'
import { listLeaving, listRegulars } from './report-lists.ts'
import { reportOverview } from './report-overview.ts'
import { reportReceipts } from './report-receipts.ts'
import { reportToday } from './report-today.ts'
import { reportValue } from './report-value.ts'

let world: World
afterEach(() => world.close())

const today = dayNumber('2026-11-21')
const ago = (days: number) => dateText(today - days)
const overview = () => reportOverview(world.context, {}, null)

/** Someone who comes every so many days, until so many days ago. */
const visits = (who: string, everyDays: number, until: number, more: object = {}, from = 400) =>
  Array.from({ length: Math.floor((from - until) / everyDays) + 1 }, (_, visit) =>
    purchase(ago(until + visit * everyDays), who, 500, more),
  )

test('an empty business has a page, and the page claims nothing', async () => {
  world = await freshWorld()
  const report = await overview()
  expect(report.basis.asOf).toBeNull()
  expect(report.figures).toMatchObject({
    customers: 0,
    purchases: 0,
    revenue: { amount: 0, currency: 'EUR' },
    repurchaseShare: null,
    top20RevenueShare: null,
    averageReceipt: null,
  })
  expect(report.findings).toEqual([{ key: 'nothing_yet' }])
  expect(report.staying).toMatchObject({ value: null, reason: 'too_soon' })
  expect(report.effect).toMatchObject({ value: null, reason: 'no_campaigns' })
  expect(report.setUp.done).toBeLessThan(report.setUp.steps.length)
})

test('returns lower the revenue, guests count in no figure of customers', async () => {
  world = await freshWorld()
  await world.record([
    purchase('2026-10-01', 'anna', 1000),
    purchase('2026-10-01', 'anna', 0),
    purchase('2026-10-05', 'anna', 2000),
    returned('2026-10-07', 'anna', 500),
    purchase('2026-10-02', 'bert', 300),
    returned('2026-10-02', 'nobody-else', 100),
    purchase('2026-10-03', null, 9999),
  ])
  const { figures } = await overview()
  expect(figures).toMatchObject({
    customers: 2,
    purchases: 4,
    purchaseDays: 3,
    revenue: { amount: 2800, currency: 'EUR' },
    repurchaseShare: 0.5,
    top20Customers: 1,
    receipts: 5,
  })
  expect(figures.top20RevenueShare).toBeCloseTo(2500 / 2800, 12)
  expect(figures.coverage.receiptsShare).toBe(0.8)
})

test('Herr Brandt: otherwise every three days, not here for three weeks', async () => {
  world = await freshWorld()
  await world.record([
    ...visits('Brandt', 3, 21, { store: 'Altstadt' }),
    ...visits('Seidel', 3, 2, { store: 'Altstadt' }),
    // Away no longer than is usual for her.
    ...visits('Lorenz', 20, 25, { store: 'Altstadt' }),
    purchase(ago(0), 'Wagner', 400, { store: 'Altstadt' }),
  ])
  const report = await overview()
  expect(report.leaving).toMatchObject({ value: 1, n: 3 })
  const { tasks } = await reportToday(world.context, {}, null)
  expect(tasks).toEqual([
    {
      key: 'regular_away',
      customer: expect.objectContaining({ shown: 'Brandt' }),
      usualGapDays: 3,
      visits: expect.any(Number),
      awayDays: 21,
      lastDay: ago(21),
      store: { code: 'Altstadt', name: 'Altstadt' },
    },
  ])
  const leaving = await listLeaving(world.context, { limit: 10 }, null)
  expect(leaving.items.map((item) => item.customer.shown)).toEqual(['Brandt'])
  const regulars = await listRegulars(world.context, { limit: 10 }, null)
  expect(regulars.total).toBe(report.figures.regulars)
})

test('a store closed for three weeks is not missed by its regulars meanwhile', async () => {
  world = await freshWorld()
  await world.record([
    ...visits('Brandt', 3, 23, { store: 'Altstadt' }),
    ...visits('Seidel', 3, 44, { store: 'Altstadt' }),
    ...visits('Lorenz', 3, 23, { store: 'Markt' }),
    purchase(ago(0), 'Wagner', 400, { store: 'Altstadt' }),
    purchase(ago(0), 'Weiß', 400, { store: 'Markt' }),
  ])
  expect((await overview()).leaving).toMatchObject({ value: 3 })
  const { kysely } = world.context.database
  const { rows } = await sql<{ store_id: string }>`
    select store_id from stores where code = 'Altstadt'`.execute(kysely)
  const closures = [
    { from: ago(22), until: ago(10), name: 'Umbau' },
    { from: ago(12), until: ago(2), name: 'Ferien' },
  ]
  await setOpeningHours(world.context, nobody, rows[0]!.store_id, { closures })
  expect((await overview()).leaving).toMatchObject({ value: 2 })
  const names = async () => {
    const { items } = await listLeaving(world.context, { limit: 10 }, null)
    return items.map(({ customer }) => customer.shown).sort()
  }
  expect(await names()).toEqual(['Lorenz', 'Seidel'])
  const { tasks } = await reportToday(world.context, {}, null)
  expect(tasks.map((task) => task.customer.shown).sort()).toEqual(['Lorenz', 'Seidel'])
})

test('nobody waits for who died or wants no contact', async () => {
  world = await freshWorld()
  await world.record([
    ...visits('Brandt', 3, 21, { store: 'Altstadt' }),
    ...visits('Seidel', 3, 21, { store: 'Altstadt' }),
    purchase(ago(0), 'Wagner', 400, { store: 'Altstadt' }),
  ])
  const before = await listLeaving(world.context, { limit: 10 }, null)
  expect(before.total).toBe(2)
  const brandt = before.items.find(({ customer }) => customer.shown === 'Brandt')!
  const path = brandt.customer.customerId
  await blockContact(world.context, path, { reason: 'died' }, nobody)
  expect((await overview()).leaving).toMatchObject({ value: 1 })
  const { tasks } = await reportToday(world.context, {}, null)
  expect(tasks).toMatchObject([{ key: 'regular_away', customer: { shown: 'Seidel' } }])
  expect((await listLeaving(world.context, { limit: 10 }, null)).total).toBe(1)
})

test('four visits in eight days are told as what they are, and after whoever has a habit', async () => {
  world = await freshWorld()
  await world.record([
    ...visits('Brandt', 3, 21, { store: 'Altstadt' }),
    ...[57, 55, 52, 49].map((days) => purchase(ago(days), 'Weiß', 9000, { store: 'Altstadt' })),
    purchase(ago(0), 'Wagner', 400, { store: 'Altstadt' }),
  ])
  const { tasks } = await reportToday(world.context, {}, null)
  expect(tasks).toMatchObject([
    { customer: { shown: 'Brandt' }, usualGapDays: 3 },
    { customer: { shown: 'Weiß' }, usualGapDays: null, visits: 4, awayDays: 49 },
  ])
})

test('who was a regular when last here is watched, but counts as one only while the rule holds', async () => {
  world = await freshWorld()
  await world.record([
    ...visits('Brandt', 3, 2, { store: 'Altstadt' }),
    ...[100, 95, 92, 60].map((days) => purchase(ago(days), 'Weiß', 900, { store: 'Altstadt' })),
    purchase(ago(0), 'Wagner', 400, { store: 'Altstadt' }),
  ])
  const report = await overview()
  expect(report.leaving).toMatchObject({ value: 1, n: 2 })
  const value = await reportValue(world.context, {}, null)
  const list = await listRegulars(world.context, { limit: 10 }, null)
  expect([report.figures.regulars, value.frequency.regulars.customers, list.total]).toEqual([
    1, 1, 1,
  ])
})

test('nobody is said to stay away from a store whose receipts are missing', async () => {
  world = await freshWorld()
  await world.record([
    ...visits('Brandt', 2, 21, { store: 'Süd' }),
    ...visits('Seidel', 2, 0, { store: 'Altstadt' }),
  ])
  const report = await overview()
  expect(report.leaving).toMatchObject({ value: 0, n: 1 })
  expect(report.sources.stores.find(({ store }) => store.code === 'Süd')).toMatchObject({
    silent: true,
    silentDays: 21,
    usualGapDaysMax: 2,
  })
  expect(report.stores.find(({ store }) => store.code === 'Süd')).toMatchObject({
    leaving: null,
    silent: true,
  })
  expect(report.findings[0]).toMatchObject({ key: 'store_silent', silentDays: 21 })
  expect((await reportToday(world.context, {}, null)).tasks).toEqual([])
  expect((await listLeaving(world.context, { limit: 10 }, null)).total).toBe(0)
})

test('a till that told nothing of a day is silent once that day is over', async () => {
  const silentAt = async (now: string) => {
    world = await freshWorld(now)
    await world.record([
      ...visits('Brandt', 1, 2, { store: 'Süd' }),
      ...visits('Seidel', 1, 1, { store: 'Altstadt' }),
    ])
    const { sources, findings } = await overview()
    const silent = sources.stores.filter((store) => store.silent).map(({ store }) => store.code)
    return { silent, said: findings.some(({ key }) => key === 'store_silent') }
  }
  expect(await silentAt('2026-11-20T20:00:00Z')).toEqual({ silent: [], said: false })
  await world.close()
  expect(await silentAt('2026-11-21T08:00:00Z')).toEqual({ silent: ['Süd'], said: true })
})

test('a store that loses its customers is found, and is not blamed for chance', async () => {
  world = await freshWorld()
  const customers = Array.from({ length: 200 }, (_, number) => number)
  await world.record(
    customers.flatMap((number) => {
      const store = ['Altstadt', 'Markt', 'Ufer'][number % 3]!
      const comesAgain = store === 'Ufer' ? number % 10 === 2 : number % 10 < 7
      return [
        purchase('2026-09-10', `guest-${number}`, 500, { store }),
        ...(comesAgain ? [purchase('2026-10-10', `guest-${number}`, 500, { store })] : []),
      ]
    }),
  )
  await world.record([purchase('2026-11-05', 'late', 500, { store: 'Altstadt' })])
  const { stores, findings, storesMonth, staying } = await overview()
  expect(storesMonth).toMatchObject({ start: '2026-10-01', end: '2026-11-01' })
  expect(stores.map(({ store, standing }) => [store.code, standing])).toEqual([
    ['Altstadt', expect.stringMatching(/within|above/)],
    ['Markt', expect.stringMatching(/within|above/)],
    ['Ufer', 'below'],
  ])
  expect(stores.reduce((sum, row) => sum + row.kept, 0)).toBe(staying.part)
  expect(findings[0]).toMatchObject({ key: 'store_below', store: { code: 'Ufer' } })
})

test('the months of a store count who came again to whichever store, as its last one does', async () => {
  world = await freshWorld()
  await world.record([
    purchase('2026-08-10', 'anna', 500, { store: 'Ufer' }),
    purchase('2026-08-11', 'bert', 500, { store: 'Ufer' }),
    purchase('2026-09-10', 'anna', 500, { store: 'Markt' }),
    purchase('2026-10-10', 'anna', 500, { store: 'Ufer' }),
    purchase('2026-11-05', 'late', 500, { store: 'Ufer' }),
  ])
  const { stores } = await overview()
  const monthsOf = (code: string) =>
    stores
      .find(({ store }) => store.code === code)!
      .trend.filter(({ n }) => n > 0)
      .map(({ start, n, keptRate }) => [start, n, keptRate])
  expect(monthsOf('Ufer')).toEqual([['2026-09-01', 2, 0.5]])
  expect(monthsOf('Markt')).toEqual([['2026-10-01', 1, 1]])
  for (const { trend, start, keptRate } of stores) {
    const last = { start: '2026-10-01', end: '2026-11-01', n: start, keptRate }
    expect([trend.length, trend.at(-1)]).toEqual([12, last])
  }
})

test('staff of one store see the figures of their store', async () => {
  world = await freshWorld()
  await world.record([
    purchase('2026-10-01', 'anna', 1000, { store: 'Altstadt' }),
    purchase('2026-10-02', 'anna', 700, { store: 'Ufer' }),
    purchase('2026-10-02', 'bert', 300, { store: 'Ufer' }),
  ])
  const { rows } = await sql<{ number: number }>`
    select number::integer from stores where code = 'Altstadt'`.execute(
    world.context.database.kysely,
  )
  const limit = rows.map(({ number }) => number)
  const report = await reportOverview(world.context, {}, limit)
  expect(report.figures).toMatchObject({ customers: 1, purchases: 1, revenue: { amount: 1000 } })
  expect(report.stores.map(({ store }) => store.code)).toEqual(['Altstadt'])
  expect(report.figures.receipts).toBe(1)
  await expect(reportOverview(world.context, { store: ['Ufer'] }, limit)).rejects.toMatchObject({
    code: 'store_not_allowed',
  })
})

test('a birthday within the week is told, on 28 February in common years', async () => {
  world = await freshWorld('2026-02-25T10:00:00Z')
  await world.record([purchase('2026-02-01', 'yildiz', 500), purchase('2026-02-01', 'neu', 500)])
  await sql`
    update persons set birthday = case search when 'yildiz' then '--02-29' else '1990-06-01' end,
      name = 'Frau ' || search`.execute(world.context.database.kysely)
  const { tasks } = await reportToday(world.context, {}, null)
  expect(tasks).toEqual([
    {
      key: 'birthday',
      customer: expect.objectContaining({ name: 'Frau yildiz' }),
      day: '2026-02-28',
      inDays: 3,
    },
  ])
})

test('a till that knows receipts but no customers still gets a useful page', async () => {
  world = await freshWorld()
  const lines = [
    { sku: '1', name: 'Flat White', quantity: 2, amount: 800 },
    { name: 'Käsekuchen', amount: 450 },
  ]
  await world.record([
    purchase('2026-11-16', null, 1250, { store: 'Altstadt', amount: undefined, lines }),
    purchase('2026-11-17', null, 750, { store: 'Ufer', occurredAt: '2026-11-17T07:30:00Z' }),
  ])
  const { findings, figures } = await overview()
  expect(findings).toEqual([{ key: 'receipts_without_customers', receipts: 2, stores: 2 }])
  expect(figures.coverage.receiptsShare).toBe(0)
  const page = await reportReceipts(world.context, {}, null)
  expect(page).toMatchObject({
    receipts: 2,
    averageReceipt: { amount: 1000, currency: 'EUR' },
    byHour: [
      { weekday: 1, hour: 12, receipts: 1, sales: { amount: 1250 } },
      { weekday: 2, hour: 8, receipts: 1, sales: { amount: 750 } },
    ],
    topArticles: [
      { sku: '1', name: 'Flat White', quantity: 2, sales: { amount: 800 }, receipts: 1 },
      { sku: null, name: 'Käsekuchen', quantity: 1, sales: { amount: 450 }, receipts: 1 },
    ],
  })
  expect(page.byStore.map((row) => [row.key, row.receipts])).toEqual([
    ['Altstadt', 1],
    ['Ufer', 1],
  ])
  expect(page.nextSteps).toContain('hand_out_cards')
})

test('the invoices of 2010 give a full page today', async () => {
  world = await freshWorld()
  const file = new URL('../../../tests/reference/online_retail_invoices.csv', import.meta.url)
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1, 5001)
  await world.record(
    rows.map((row, index) => {
      const [invoice, customer, at, , , revenue] = row.split(',')
      const amount = Math.round(Number(revenue) * 100)
      return {
        ...purchase('2010-01-01', customer || null, Math.abs(amount)),
        type: amount < 0 ? 'return' : 'purchase',
        externalId: `${invoice}-${index}`,
        occurredAt: `${at!.replace(' ', 'T')}Z`,
      }
    }),
  )
  const report = await overview()
  expect(report.sources.daysBehind).toBeGreaterThan(5000)
  expect(report.staying.value).toBeGreaterThan(0.2)
  expect(report.staying.period!.open).toBe(false)
  expect(report.staying.trend.at(-1)!.value).toBeNull()
  expect(report.figures.coverage.receiptsShare).toBeLessThan(1)
  expect(report.findings.at(-1)!.key).toBe('first_figures')
})
