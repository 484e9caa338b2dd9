import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPrivateAddress } from '#domain/business/reach/private-address.ts'
import { Sender } from './send-message.ts'
import { signatureOf } from './signing.ts'

let asked = 0
const server = createServer((_request, response) => {
  asked++
  response.end('x'.repeat(100_000))
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, resolve)))
afterAll(() => void server.close())

const { signal } = new AbortController()
const sending = { headers: {}, body: '{}' }

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.168.178.1', '198.18.0.1', '224.0.0.1'],
  ...['255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', 'fc00::1', 'fd12::1'],
  ...['fe80::1', 'ff02::1', '64:ff9b::a00:1', '2001::1', '2001:db8::1', '2002:a00:1::', 'nowhere'],
])('%s leads to nobody outside', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.128.0.1', '2a00:1450:4001::1', '2606::1'])(
  '%s is an address of the internet',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  },
)

test('a name that leads inside is asked for nothing, however it is written', async () => {
  const { port } = server.address() as AddressInfo
  const sender = new Sender('internet', 2000)
  const codes = []
  for (const host of ['localhost', '127.0.0.1', '[::1]', '0x7f000001']) {
    codes.push((await sender.send(`https://${host}:${port}/`, sending, signal)).code)
  }
  expect(codes).toEqual(codes.map(() => 'address_private'))
  expect((await sender.send(`http://localhost:${port}/`, sending, signal)).code).toBe(
    'address_not_https',
  )
  expect(asked).toBe(0)
  sender.close()
})

test('of a long answer only the beginning is kept', async () => {
  const { port } = server.address() as AddressInfo
  const sender = new Sender('anywhere', 2000)
  const answer = await sender.send(`http://localhost:${port}/`, sending, signal)
  expect(answer).toMatchObject({ code: 'answered', status: 200, text: 'x'.repeat(300) })
  sender.close()
})

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
test('signs the published example as it is published', () => {
  const signed = {
    messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  }
  expect(signatureOf(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})
