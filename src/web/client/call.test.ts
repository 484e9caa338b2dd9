import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#contract/endpoint.ts'
import { addressOf, call } from './call.ts'
import { Problem } from './problem.ts'

const shared = { tag: 'test', summary: 'Only for this test', permission: 'self' } as const
const thing = z.object({ name: z.string() })
const readThing = endpoint({
  ...shared,
  method: 'GET',
  path: '/api/v1/things/:thingId',
  params: z.object({ thingId: z.string() }),
  query: z.object({ tags: z.array(z.string()).optional(), limit: z.number().default(50) }),
  reply: thing,
})
const renameThing = endpoint({
  ...shared,
  method: 'PUT',
  path: '/api/v1/things/:thingId',
  params: z.object({ thingId: z.string() }),
  body: z.object({ name: z.string() }),
  reply: z.void(),
})
const uploadThing = endpoint({
  ...shared,
  method: 'POST',
  path: '/api/v1/things',
  upload: { bytesMax: 100 },
  reply: thing,
})

const sent: { address: string; init: RequestInit }[] = []

function answerWith(answer: () => Response) {
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    sent.push({ address, init })
    return answer()
  })
}

afterEach(() => {
  sent.length = 0
  vi.unstubAllGlobals()
})

const caught = (work: Promise<unknown>) => work.then(() => null).catch((problem) => problem)

describe('what goes out', () => {
  test('params and query stand in the address, written safely', () => {
    expect(addressOf(readThing, { thingId: 'a/b' }, { tags: ['x', 'y z'], limit: undefined })).toBe(
      '/api/v1/things/a%2Fb?tags=x&tags=y+z',
    )
  })

  test('a read carries neither a body nor the mark of a write', async () => {
    answerWith(() => Response.json({ name: 'Anna' }))
    expect(await call(readThing, { params: { thingId: '1' } })).toEqual({ name: 'Anna' })
    const headers = new Headers(sent[0]?.init.headers)
    expect(sent[0]?.init.body).toBeNull()
    expect(headers.get('x-stammgast')).toBeNull()
  })

  test('a write says that it comes from our own page', async () => {
    answerWith(() => new Response(null, { status: 204 }))
    const input = { params: { thingId: '1' }, body: { name: 'Bea' } }
    expect(await call(renameThing, input, { idempotencyKey: 'once' })).toBeUndefined()
    const headers = new Headers(sent[0]?.init.headers)
    expect(headers.get('x-stammgast')).toBe('1')
    expect(headers.get('idempotency-key')).toBe('once')
    expect(headers.get('content-type')).toBe('application/json')
    expect(sent[0]?.init.body).toBe('{"name":"Bea"}')
    expect(sent[0]?.init.credentials).toBe('same-origin')
  })

  test('a file is sent as it is', async () => {
    answerWith(() => Response.json({ name: 'file' }))
    const file = new Blob(['a;b'])
    await call(uploadThing, { body: file })
    expect(sent[0]?.init.body).toBe(file)
    expect(new Headers(sent[0]?.init.headers).get('content-type')).toBe('application/octet-stream')
  })
})

describe('what comes back when it is refused', () => {
  test('a problem keeps its code and its faults by field', async () => {
    answerWith(() =>
      Response.json(
        {
          type: 'about:blank',
          title: 'Malformed',
          status: 422,
          code: 'malformed',
          requestId: 'req_1',
          errors: [{ pointer: '/body/address/city', code: 'too_small', message: 'Name the city.' }],
        },
        { status: 422 },
      ),
    )
    const problem = await caught(call(readThing, { params: { thingId: '1' } }))
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ kind: 'malformed', code: 'malformed', requestId: 'req_1' })
    expect(problem.faultsByField()).toEqual({ 'address.city': 'Name the city.' })
  })

  test('an answer that is no problem reply is still one for the screen', async () => {
    answerWith(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    const problem = await caught(call(readThing, { params: { thingId: '1' } }))
    expect(problem).toMatchObject({ kind: 'unavailable', code: 'http_502', faults: [] })
  })

  test('a lost connection has a name of its own', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    const problem = await caught(call(readThing, { params: { thingId: '1' } }))
    expect(problem).toMatchObject({ kind: 'offline', code: 'offline' })
  })
})
