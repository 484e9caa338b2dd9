import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepWorker } from '#server/sweep.ts'
import { pngOf } from '../pictures.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let key = 0
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const once = (client: Client, body: unknown, name: string) =>
  client.send('POST', '/api/v1/api-keys', { body, headers: { 'idempotency-key': name } })

const keysNamed = async (name: string) =>
  (await owner.get('/api/v1/api-keys')).body.items.filter(
    (one: { name: string }) => one.name === name,
  )

describe('a write with an Idempotency-Key', () => {
  test('sent a hundred times at once has one effect and a hundred identical replies', async () => {
    const body = { name: 'hundred', scopes: ['events:write'] }
    const name = `key-${++key}`
    const answers = await Promise.all(Array.from({ length: 100 }, () => once(owner, body, name)))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(201)
    expect(await keysNamed('hundred')).toHaveLength(1)
  })

  test('makes one customer, also where the program died before its reply was kept', async () => {
    const name = `key-${++key}`
    const make = (body: object) =>
      owner.send('POST', '/api/v1/customers', { body, headers: { 'idempotency-key': name } })
    const first = await make({ name: 'Wiederholte Rosa' })
    const { kysely } = server.house.context.database
    await sql`delete from idempotency_replies`.execute(kysely)
    const [second, third] = await Promise.all([
      make({ name: 'Wiederholte Rosa' }),
      make({ name: 'Wiederholte Rosa' }),
    ])
    expect([second.status, second.body.id, third.body.id]).toEqual([
      ...[201, first.body.id, first.body.id],
    ])
    await sql`delete from idempotency_replies`.execute(kysely)
    expect((await make({ name: 'Andere Rosa' })).body.id).not.toBe(first.body.id)
  })

  test('is refused when the same key comes with something else', async () => {
    const name = `key-${++key}`
    await once(owner, { name: 'one', scopes: ['events:write'] }, name)
    const other = await once(owner, { name: 'another', scopes: ['events:write'] }, name)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect(await keysNamed('another')).toHaveLength(0)
  })

  test('does not meet the key of somebody else', async () => {
    const name = `key-${++key}`
    const second = await server.person('owner')
    const body = { name: 'shared', scopes: ['events:write'] }
    const secrets = [await once(owner, body, name), await once(second, body, name)]
    expect(new Set(secrets.map((answer) => answer.body.secret)).size).toBe(2)
  })

  test('may be tried again after a refusal, which changed nothing', async () => {
    const create = (code: string, name: string) =>
      owner.send('POST', '/api/v1/stores', {
        body: { code, name: code },
        headers: { 'idempotency-key': name },
      })
    const name = `key-${++key}`
    await create('taken', `key-${++key}`)
    expect((await create('taken', name)).status).toBe(409)
    await sql`delete from stores where code = 'taken'`.execute(server.house.context.database.kysely)
    expect((await create('taken', name)).status).toBe(201)
  })

  test('knows an uploaded file again by its bytes', async () => {
    const upload = (bytes: Buffer, name: string) =>
      owner.send('PUT', '/api/v1/business/logo', {
        body: bytes,
        headers: { 'idempotency-key': name, 'content-type': 'image/png' },
      })
    const png = pngOf(8, 'one')
    const name = `key-${++key}`
    const first = await upload(png, name)
    expect(first.status).toBe(200)
    await owner.delete('/api/v1/business/logo')
    expect((await upload(png, name)).text).toBe(first.text)
    expect((await owner.get('/api/v1/business')).body.logo).toBeNull()
    expect((await upload(pngOf(8, 'two'), name)).status).toBe(422)
  })

  test('needs a key that is one', async () => {
    const answer = await once(owner, { name: 'x', scopes: ['events:write'] }, 'two words')
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency_key_malformed'])
  })

  test('is forgotten after a day', async () => {
    const { kysely } = server.house.context.database
    const name = `key-${++key}`
    const body = { name: 'daily', scopes: ['events:write'] }
    await once(owner, body, name)
    await sql`update idempotency_replies set expires_at = now() - interval '1 second'`.execute(
      kysely,
    )
    await once(owner, body, name)
    expect(await keysNamed('daily')).toHaveLength(2)
    await sql`update idempotency_replies set expires_at = now() - interval '1 second'`.execute(
      kysely,
    )
    await sweepWorker(server.house.context).work(new AbortController().signal)
    const { rows } = await sql`select from idempotency_replies`.execute(kysely)
    expect(rows).toHaveLength(0)
  })
})

describe('the database', () => {
  test('holds no secret anybody was shown: not the key, not its stored reply, no token, no password', async () => {
    const { secret } = (
      await once(owner, { name: 'secret', scopes: ['events:write'] }, `key-${++key}`)
    ).body
    const invited = await owner.post('/api/v1/staff', {
      email: 'inv@morgenrot.example',
      role: 'cashier',
    })
    const token = invited.body.setUp.path.split('token=')[1]
    for (const hidden of [secret, token, 'morgenrot um sieben']) {
      expect(await tablesHolding(hidden), 'a table holds it').toEqual([])
    }
    expect(await tablesHolding('inv@morgenrot.example')).toEqual(['audit_values', 'staff'])
  })
})

/** Looks through every row of every table, as text and as the hex digits of bytes. */
async function tablesHolding(text: string): Promise<string[]> {
  const { kysely } = server.house.context.database
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname
  `.execute(kysely)
  const holding = []
  for (const { name } of rows) {
    const found = await sql`
      select from ${sql.table(name)} as line
      where strpos(line::text, ${text}) > 0
        or strpos(line::text, ${Buffer.from(text).toString('hex')}) > 0
      limit 1
    `.execute(kysely)
    if (found.rows.length > 0) holding.push(name)
  }
  return holding
}
