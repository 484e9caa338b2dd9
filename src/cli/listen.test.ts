import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { listen } from './listen.ts'

test('a port that is taken is refused in one sentence that says the way on', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const app = fastify()
  await expect(listen(app, { port, host: '127.0.0.1' })).rejects.toMatchObject({
    code: 'port_taken',
    message: `Port ${port} of 127.0.0.1 is taken by another program. Choose another: --port N.`,
  })
  await app.close()
  other.close()
})
