import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhookTypes } from '#contract/language/webhook-type.ts'
import { allWritten } from '../all-written.ts'
import { openReceiver, type Receiver, verifyAt } from '../receiver.ts'
import { openRewardsWorld, put, type RewardsWorld, ruleOf } from '../rewards.ts'
import type { Client } from '../server.ts'

type Step = { method: 'GET' | 'POST'; path: string; body: unknown; status: number; reply: object }

/** Each request of the page with the reply that follows it. */
function readSteps(page: string): Step[] {
  const blocks =
    /```http\n(?<method>[A-Z]+) (?<path>\S+)\n(?<body>[^`]*)```\n```reply (?<status>\d+)\n(?<reply>[^`]*)```/g
  return [...page.matchAll(blocks)].map(({ groups = {} }) => ({
    method: groups.method as Step['method'],
    path: groups.path!,
    body: groups.body?.trim() ? JSON.parse(groups.body) : undefined,
    status: Number(groups.status),
    reply: JSON.parse(groups.reply!),
  }))
}

const page = readFileSync(new URL('../../docs/connect-your-shop.md', import.meta.url), 'utf8')
const steps = readSteps(page)

let world: RewardsWorld
let shop: Client
let receiver: Receiver
let secret: string
beforeAll(async () => {
  process.env.STAMMGAST_PRIVATE_WEBHOOKS = 'allowed'
  world = await openRewardsWorld()
  delete process.env.STAMMGAST_PRIVATE_WEBHOOKS
  receiver = await openReceiver()
  await world.say(ruleOf({}))
  const autumn = { name: 'Autumn', benefit: { kind: 'percent', percent: 10 } }
  const codes = { kind: 'shared', code: 'AUTUMN' }
  await world.owner.post('/api/v1/vouchers', { content: autumn, codes })
  await put(world.owner, '/api/v1/rewards/free_coffee', {
    ...{ name: 'Free coffee', currency: 'points', price: 30, gives: { kind: 'experience' } },
    validFrom: '2026-01-01T00:00:00Z',
  })
  // The scopes are read from the page too: too few of them and its requests are refused.
  const named = page.slice(page.indexOf('with the scopes'), page.indexOf('or on the command line'))
  const scopes = [...named.matchAll(/`([a-z]+:[a-z]+)`/g)].map(([, scope]) => scope)
  expect(scopes).toHaveLength(5)
  const types = webhookTypes.filter((type) => /^(points|tier|reward)/.test(type))
  const wished = { name: 'Shop', url: receiver.url, types }
  ;({ secret } = (await world.owner.post('/api/v1/webhooks', wished)).body)
  shop = await world.server.program(...(scopes as Parameters<typeof world.server.program>))
})
afterAll(async () => {
  await world.server.close()
  await receiver.close()
})

test('every request of the page is read', () => {
  expect(steps).toHaveLength(page.match(/```http\n/g)!.length)
  expect(steps.length).toBeGreaterThan(7)
})

test('who follows the page sees what it says, and may repeat each request', async () => {
  const kept = new Map<string, string>()
  for (const { method, path, body, status, reply } of steps) {
    const place = path.replace(/\{(\w+)\}/g, (_, name) => kept.get(name)!)
    const answer = await shop.send(method, place, { body })
    const said = `${method} ${place}: ${answer.text}`
    expect(answer.status, said).toBe(status)
    const { id, ...rest } = reply as { id?: string }
    expect(answer.body, said).toMatchObject(rest)
    if (id !== undefined) kept.set(id, answer.body.id)
    if (path.startsWith('/api/v1/customers')) continue
    const again = await shop.send(method, place, { body })
    expect(again.status, `again ${said}`).toBe(status)
    if (id !== undefined) expect(again.text).toBe(answer.text)
  }
})

test('and the shop is told what came of it, in the order of the page', async () => {
  await allWritten(world.server.house.context.database)
  await world.work('webhook messages')
  await world.work('webhooks')
  const told = receiver.received.map((one) => {
    verifyAt(new Date(), secret, one)
    return one.body.type
  })
  const section = page.slice(page.indexOf('in this order'), page.indexOf('each\nsigned'))
  const promised = [...section.matchAll(/`(\w+\.\w+)`/g)].map(([, type]) => type)
  expect(promised).toHaveLength(5)
  expect([...new Set(told)].filter((type) => promised.includes(type))).toEqual(promised)
})
