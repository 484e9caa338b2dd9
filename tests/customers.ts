import { expect } from 'vitest'
import type { Client } from './server.ts'

export type Row = { id: string; name: string | null; identity: { value: string } | null }

let receipts = 0

/** One receipt of 4.30 at a store, under a number of its own. */
export const purchase = (
  externalId: string,
  store: string,
  occurredAt: string,
  more: object = {},
) => ({
  type: 'purchase',
  source: 'till',
  externalId: `receipt-${++receipts}`,
  occurredAt,
  store,
  customer: { externalId },
  amount: 430,
  ...more,
})

/** Sends events, all of which must be accepted. */
export async function record(
  client: Client,
  ...events: object[]
): Promise<{ eventId: string; customerId: string }[]> {
  const { status, body } = await client.post('/api/v1/events', { events })
  expect(status).toBe(200)
  expect(body.items.filter((item: { status: string }) => item.status !== 'accepted')).toEqual([])
  return body.items
}

export async function list(client: Client, query = ''): Promise<Row[]> {
  const reply = await client.get(`/api/v1/customers?${query}`)
  expect(reply.status, reply.text).toBe(200)
  return reply.body.items
}

export async function create(client: Client, customer: object) {
  const reply = await client.post('/api/v1/customers', customer)
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}

/** So many purchases of a customer in the old town, a day apart. */
export const buysDaily = (client: Client, externalId: string, count: number, more: object = {}) =>
  record(
    client,
    ...Array.from({ length: count }, (_, day) =>
      purchase(
        externalId,
        'altstadt',
        `2026-10-${String(day + 1).padStart(2, '0')}T09:00:00Z`,
        more,
      ),
    ),
  )
