import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendTraces } from './traces.ts'

const received: unknown[] = []
const collector = createServer(async (request, reply) => {
  received.push(await json(request))
  reply.end('{}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this form.
  const { port } = collector.address() as AddressInfo
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port}`
})
afterAll(() => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  collector.close()
})

test('a request is told by its route, joined to what its caller did', async () => {
  const traces = sendTraces()
  traces.answered({
    ...{ method: 'GET', route: '/api/v1/customers/:customerId', status: 200, seconds: 0.2 },
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  })
  traces.worked({ name: 'sweep', seconds: 0.001, error: null })
  traces.worked({ name: 'imports', seconds: 0.001, error: new Error('Anna was refused') })
  await traces.close()
  const told = JSON.stringify(received)
  expect(told).toContain('"GET /api/v1/customers/:customerId"')
  expect(told).toContain('0af7651916cd43dd8448eb211c80319c')
  expect(told).toContain('"job imports"')
  expect(told).not.toMatch(/job sweep|Anna/)
})
