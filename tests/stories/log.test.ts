import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#server/create-log.ts'
import { openTestServer, password, type TestServer } from '../server.ts'

let server: TestServer
let told = ''
beforeAll(async () => {
  const write = (line: string) => {
    told += line
  }
  const log = createLog('debug', { write })
  server = await openTestServer({ log, trustProxy: true })
})
afterAll(() => server.close())

const lines = () =>
  told
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the log', () => {
  test('tells what was asked for and how it ended, and of nobody', async () => {
    const owner = await server.owner()
    const { email } = (await owner.get('/api/v1/session')).body
    await owner.post('/api/v1/customers', { name: 'Erna Seidel', emails: ['erna@seidel.example'] })
    await owner.get('/api/v1/customers?search=Seidel')
    await server.visitor.send('POST', '/api/v1/session', {
      body: { email, password: 'a wrong guess' },
      headers: { 'x-forwarded-for': '203.0.113.7' },
    })
    await owner.get('/nowhere/erna@seidel.example?name=Seidel')

    const personal = [email, 'Erna', 'Seidel', 'seidel', password, 'a wrong guess', '203.0.113.7']
    const cookie = owner.headers.cookie!.split('=')[1]!
    for (const word of [...personal, cookie]) expect(told).not.toContain(word)
    expect(lines()).toContainEqual(
      expect.objectContaining({ method: 'GET', route: '/api/v1/customers', status: 200 }),
    )
    expect(lines()).toContainEqual(
      expect.objectContaining({ method: 'POST', route: '/api/v1/session', status: 401 }),
    )
  })

  test('does not fill with the asking of a card that lies open', async () => {
    await server.visitor.get('/api/v1/portal/pulse')
    await server.visitor.get('/api/v1/portal/card')
    const levelOf = (route: string) => lines().find((line) => line.route === route)?.level
    const [debug, info] = [20, 30]
    expect(levelOf('/api/v1/portal/pulse')).toBe(debug)
    expect(levelOf('/api/v1/portal/card')).toBe(info)
  })

  test('names a failure of the database by its code, not by the values it quotes', async () => {
    const owner = await server.owner()
    await server.house.context.database.pool.query(`
      create function refuse_name() returns trigger language plpgsql as $$
      begin raise exception 'no place for %', new.name using errcode = '22000'; end $$;
      create trigger refuse_name before insert on stores for each row execute function refuse_name()`)
    const answer = await owner.post('/api/v1/stores', { code: 'x', name: 'Bei Frau Kern' })
    expect(answer.status).toBe(500)
    const [failure] = lines().filter((line) => line.msg === 'failed')
    expect(failure.err.message).toMatch(/^database error 22000/)
    expect(failure.requestId).toBe(answer.body.requestId)
    expect(told).not.toContain('Frau Kern')
  })
})
