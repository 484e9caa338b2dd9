import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { internalId } from '#kernel/ids.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer({ now: '2026-11-21T12:00:00Z' })
  owner = await server.owner()
})
afterAll(() => server.close())

const created = async (path: string, body: object) => {
  const reply = await owner.post(path, body)
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}
const company = async (name: string, more: object = {}): Promise<string> =>
  (await created('/api/v1/companies', { name, ...more })).id
const code = async (reply: Promise<{ body: { code: string } }>) => (await reply).body.code

describe('a contract', () => {
  const contract = (companyId: string, content: object) =>
    created(`/api/v1/companies/${companyId}/contracts`, { name: 'Kaffee', ...content })

  test('says by the clock where it stands', async () => {
    const id = await company('Verträge GmbH')
    const stands = async (content: object) => {
      const { status, termEndsOn, dueOn } = await contract(id, content)
      return [status, termEndsOn, dueOn]
    }
    const year = { startsOn: '2024-01-01', endsOn: '2024-12-31' }
    const renewing = { ...year, renewsMonths: 12, notice: { count: 1, unit: 'months' } }
    expect(await stands(year)).toEqual(['ended', '2024-12-31', '2024-12-31'])
    expect(await stands(renewing)).toEqual(['notice_open', '2026-12-31', '2026-11-30'])
    expect(await stands({ ...renewing, notice: { count: 3, unit: 'months' } })).toEqual([
      ...['renewed', '2026-12-31', '2027-09-30'],
    ])
    expect(await stands({ startsOn: '2026-01-01' })).toEqual(['running', null, null])
    expect(await stands({ startsOn: '2027-01-01', endsOn: '2027-12-31' })).toEqual([
      ...['upcoming', '2027-12-31', '2027-12-31'],
    ])
    expect(await stands({ ...renewing, canceledTo: '2026-12-31' })).toEqual([
      ...['canceled', '2026-12-31', '2026-12-31'],
    ])
    const backwards = await owner.post(`/api/v1/companies/${id}/contracts`, {
      ...{ name: 'Kaffee', startsOn: '2026-01-01', endsOn: '2025-01-01' },
    })
    expect(backwards.status).toBe(422)
  })

  test('that can end soon stands on a list until somebody has seen to it', async () => {
    const service = await server.person('service')
    const me = (await service.get('/api/v1/session')).body.staffId
    const id = await company('Bald GmbH', { ownerId: me })
    const { id: contractId } = await contract(id, {
      ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', value: { amount: 24_900, per: 'month' } },
    })
    await contract(id, { startsOn: '2026-01-01', endsOn: '2028-12-31' })
    // Nobody has looked at it for a year: it is found all the same.
    const { id: old } = await contract(id, {
      ...{ startsOn: '2024-01-01', endsOn: '2025-01-10', renewsMonths: 12 },
    })
    await server.house.context.database.pool.query(
      `update company_contracts set next_due = '2025-01-10' where contract_id = $1`,
      [internalId('ctr', old)],
    )
    const due = (await owner.get('/api/v1/contracts/ending')).body.items
    expect(due.map((one: { dueOn: string }) => one.dueOn)).toContain('2027-01-10')
    await owner.delete(`/api/v1/companies/${id}/contracts/${old}`)
    const mine = async (settled = 'no') =>
      (await service.get(`/api/v1/contracts/ending?owner=me&settled=${settled}`)).body.items
    expect(await mine()).toMatchObject([
      { id: contractId, dueOn: '2026-12-31', company: { name: 'Bald GmbH' }, owner: { id: me } },
    ])
    const settle = (dueOn: string | null) =>
      service.put(`/api/v1/companies/${id}/contracts/${contractId}/settled`, {
        dueOn,
        note: 'Anruf',
      })
    expect(await code(settle('2026-12-30'))).toBe('contract_due_otherwise')
    expect((await settle('2026-12-31')).body.settled).toMatchObject({
      by: 'Jo Brandt',
      note: 'Anruf',
    })
    expect(await mine()).toEqual([])
    expect(await mine('yes')).toHaveLength(1)
    await settle(null)
    expect(await mine()).toHaveLength(1)
    const path = `/api/v1/companies/${id}/contracts/${contractId}`
    const changed = await service.put(path, {
      ...{ name: 'Kaffee', startsOn: '2026-01-01', endsOn: '2027-12-31' },
    })
    expect(changed.body).toMatchObject({ value: null, dueOn: '2027-12-31' })
    expect((await service.delete(path)).status).toBe(204)
    expect((await service.delete(path)).status).toBe(404)
  })

  test('stands beside what was installed there', async () => {
    const id = await company('Geräte GmbH')
    const products = `/api/v1/companies/${id}/products`
    await created(products, { name: 'Mühle', serviceDueOn: '2027-01-01' })
    const { id: product } = await created(products, {
      name: 'Siebträger',
      serviceDueOn: '2026-12-01',
    })
    const names = async () =>
      (await owner.get(products)).body.items.map(({ name }: { name: string }) => name)
    expect(await names()).toEqual(['Siebträger', 'Mühle'])
    await owner.put(`${products}/${product}`, { name: 'Siebträger 2', serial: '0815' })
    expect(await names()).toEqual(['Mühle', 'Siebträger 2'])
    expect((await owner.delete(`${products}/${product}`)).status).toBe(204)
    expect((await owner.delete(`${products}/${product}`)).status).toBe(404)
  })

  test('keeps nobody waiting with a contract that renews monthly and asks for 30 years of notice', async () => {
    const id = await company('Langsam GmbH')
    const reply = await owner.post(`/api/v1/companies/${id}/contracts`, {
      ...{ name: 'Ewig', startsOn: '1970-01-01', endsOn: '1970-01-31', renewsMonths: 1 },
      notice: { count: 366, unit: 'months' },
    })
    expect(reply.body).toMatchObject({ status: 'notice_open', dueOn: '2026-11-30' })
  })
})
