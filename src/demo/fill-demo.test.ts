import { describe, expect, test } from 'vitest'
import type { CustomerInput } from '#contract/endpoints/customers.ts'
import { customerInput } from '#contract/endpoints/customers.ts'
import type { EventInput } from '#contract/language/event.ts'
import { fillDemo, type House, type Progress } from './fill-demo.ts'
import { Filling } from './filling.ts'
import type { WorldOptions } from './world.ts'

const options: WorldOptions = { seed: 7, customers: 60, from: '2025-11-22', to: '2026-11-22' }

/** A house that keeps what it is given, as the real one would. */
function notebook({ wait = () => Promise.resolve() } = {}) {
  const customers = new Map<string, CustomerInput>()
  const events = new Map<string, EventInput>()
  const batches: number[] = []
  const house: House = {
    isEmpty: async () => customers.size === 0 && events.size === 0,
    openBusiness: async () => undefined,
    openStore: async () => undefined,
    beginProgram: async () => undefined,
    act: async () => undefined,
    addCompany: async () => undefined,
    addCustomers: async (given) => {
      for (const one of given) customers.set(one.identities[0]!.value, one)
    },
    record: async (given) => {
      await wait()
      batches.push(given.length)
      for (const event of given) events.set(`${event.source}|${event.externalId}`, event)
      return []
    },
  }
  return { house, customers, events, batches }
}

describe('filling the demo', () => {
  test('puts every guest and every event in, in batches of at most 1,000', async () => {
    const { house, customers, events, batches } = notebook()
    const seen: Progress[] = []
    const filled = await fillDemo(house, options, { onProgress: (one) => seen.push(one) })
    expect(customers.size).toBe(60)
    expect(filled.events).toBe(events.size)
    expect(Math.max(...batches)).toBeLessThanOrEqual(1000)
    const shares = seen.map(({ share }) => share)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBeGreaterThan(0.98)
  })

  test('sends customers as the contract wants them', async () => {
    const { house, customers } = notebook()
    await fillDemo(house, options)
    for (const one of customers.values()) expect(customerInput.parse(one)).toEqual(one)
  })

  test('makes guests known before their events', async () => {
    const { house, customers } = notebook()
    const record = house.record
    await fillDemo(
      {
        ...house,
        record: (events) => {
          for (const { customer } of events) {
            if (customer?.externalId) expect(customers.has(customer.externalId)).toBe(true)
          }
          return record(events)
        },
      },
      options,
    )
  })

  test('refuses a database that holds something', async () => {
    const { house } = notebook()
    await fillDemo(house, options)
    await expect(fillDemo(house, options)).rejects.toMatchObject({ code: 'database_not_empty' })
  })

  test('ends with the reason where an event is refused', async () => {
    const { house } = notebook()
    const refusing = { ...house, record: async () => ['store_unknown'] }
    await expect(fillDemo(refusing, options)).rejects.toThrow('store_unknown')
  })
})

describe('in the background', () => {
  const slow = () => notebook({ wait: () => new Promise((resolve) => setTimeout(resolve, 5)) })
  const noFailure = (error: unknown) => {
    throw error
  }

  test('a demo is filled once, can be left and looked at', async () => {
    const { house, events } = slow()
    const filling = new Filling(house, noFailure)
    expect(filling.state().status).toBe('none')
    expect((await filling.start(options)).status).toBe('running')
    await expect(filling.start(options)).rejects.toMatchObject({ code: 'demo_running' })
    await expect.poll(() => filling.state().status, { timeout: 20_000 }).toBe('done')
    expect(filling.state()).toMatchObject({ share: 1, customers: 60, events: events.size })
    await expect(filling.start(options)).rejects.toMatchObject({ code: 'database_not_empty' })
  })

  test('a canceled demo goes on and ends as if nothing had been', async () => {
    const whole = notebook()
    await fillDemo(whole.house, options)
    const { house, events } = slow()
    const filling = new Filling(house, noFailure)
    await filling.start(options)
    expect((await filling.stop()).status).toBe('canceled')
    expect(events.size).toBeLessThan(whole.events.size)
    await expect(filling.start({ ...options, seed: 8 })).rejects.toMatchObject({
      code: 'database_not_empty',
    })
    await filling.start(options)
    await expect.poll(() => filling.state().status, { timeout: 20_000 }).toBe('done')
    expect(events).toEqual(whole.events)
  })

  test('two who ask at once start one', async () => {
    const { house } = slow()
    const filling = new Filling(house, noFailure)
    const asked = await Promise.allSettled([filling.start(options), filling.start(options)])
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await filling.stop()
  })

  test('a failure is told and the demo can be asked for again', async () => {
    const { house } = notebook()
    const failures: unknown[] = []
    const breaking: House = { ...house, record: async () => ['gone'] }
    const filling = new Filling(breaking, (error) => failures.push(error))
    await filling.start(options)
    await expect.poll(() => filling.state().status).toBe('failed')
    expect(failures).toHaveLength(1)
    breaking.record = house.record
    await filling.start(options)
    await expect.poll(() => filling.state().status, { timeout: 20_000 }).toBe('done')
  })
})
