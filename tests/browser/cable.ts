import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A way to the program that can be cut, and that can bring a newer version of the worker. */
export type Cable = {
  address: string
  cut(): void
  mend(): void
  /** From now on the worker of the app is another one. */
  bringNewVersion(): void
  close(): Promise<void>
}

export async function layCable(to: string): Promise<Cable> {
  let isCut = false
  let addition = ''
  const server = createServer((asked, reply) => {
    if (isCut) asked.destroy()
    else pass(new URL(to), asked, reply, asked.url?.endsWith('/worker.js') ? addition : '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true
      server.closeAllConnections()
    },
    mend: () => {
      isCut = false
    },
    bringNewVersion: () => {
      addition = '\n// newer'
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** The name of the host goes along, so that the pages know themselves. */
function pass(to: URL, asked: IncomingMessage, reply: ServerResponse, addition: string): void {
  const { method, url, headers } = asked
  const onward = request(
    { host: to.hostname, port: to.port, method, path: url, headers },
    (answer) => {
      const { 'content-length': _, ...kept } = answer.headers
      reply.writeHead(answer.statusCode ?? 502, addition ? kept : answer.headers)
      answer.on('end', () => reply.end(addition))
      answer.pipe(reply, { end: false })
    },
  )
  onward.on('error', () => reply.destroy())
  asked.pipe(onward)
}
