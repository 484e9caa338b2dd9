import { expect } from 'vitest'

type Ask = (
  method: string,
  path: string,
  body: string,
) => Promise<{ status: number; body: Record<string, unknown> }>

export const purchase = (number: number) => ({
  type: 'purchase',
  source: 'crash',
  externalId: `e${number}`,
  occurredAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
  customer: { externalId: `c${number % 37}` },
  amount: 100 + (number % 9),
})

export const sumOf = (count: number): number =>
  Array.from({ length: count }, (_, number) => 100 + (number % 9)).reduce((a, b) => a + b, 0)

/** Sends batches until told to stop; each is repeated until it was acknowledged. */
export function sendUntilTold(ask: Ask, batchSize: number, first = 0) {
  let sent = first
  let told = false
  const done = (async () => {
    while (!told) {
      const events = Array.from({ length: batchSize }, (_, index) => purchase(sent + index))
      const { status, body } = await ask('POST', '/api/v1/events', JSON.stringify({ events }))
      expect([status, Number(body.accepted) + Number(body.repeated)]).toEqual([200, batchSize])
      sent += batchSize
    }
    return sent
  })()
  return {
    stop: () => {
      told = true
      return done
    },
  }
}
