import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'

export type Received = { headers: IncomingHttpHeaders; raw: string; body: Message }
type Message = {
  id: string
  type: string
  data: { customer: { id: string } | null } & Record<string, ReturnType<typeof JSON.parse>>
}

/** Somebody who is told by webhook, over a real socket. */
export type Receiver = {
  url: string
  received: Received[]
  /** What it answers with from now on; how long it takes before that, or until when. */
  answer: {
    status: number
    afterMillis: number
    after?: Promise<void>
    headers?: Record<string, string>
  }
  /** The most that were asked of it at the same time for one customer. */
  atOncePerCustomer: () => number
  close(): Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const under = new Map<string, number>()
  let most = 0
  const server = createServer(async (request, response) => {
    const raw = await text(request)
    const body: Message = JSON.parse(raw)
    const who = body.data.customer?.id ?? body.id
    under.set(who, (under.get(who) ?? 0) + 1)
    most = Math.max(most, under.get(who)!)
    const { status, afterMillis, after, headers } = receiver.answer
    await after
    await new Promise((resolve) => setTimeout(resolve, afterMillis))
    under.set(who, under.get(who)! - 1)
    if (status < 300) receiver.received.push({ headers: request.headers, raw, body })
    response.writeHead(status, headers).end(status < 300 ? '' : 'Mittagspause')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/in`,
    received: [],
    answer: { status: 204, afterMillis: 0 },
    atOncePerCustomer: () => most,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}

/** As the reference library of Standard Webhooks does, which also looks at the clock. */
export function verifyAt(now: Date, secret: string, { raw, headers }: Received): unknown {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(now.getTime())
  try {
    // Only those of the specification are read, and each of them is one text.
    return new Webhook(secret).verify(raw, headers as Record<string, string>)
  } finally {
    clock.mockRestore()
  }
}
