import { expect } from 'vitest'
import { type Client, clientOf, cookieOf, letWork, type TestServer } from './server.ts'

/** Somebody at their own phone, signed in to nothing yet. */
export const phoneOf = ({ app, visitor }: TestServer) => clientOf(app, visitor.headers)

type Said = { email: string } | { cardNumber: string }

/** The browser that asked for a code: it alone can use it. */
export async function ask(server: TestServer, said: Said): Promise<Client> {
  const answer = await server.visitor.post('/api/v1/portal/sign-in', said)
  expect(answer.status, answer.text).toBe(202)
  return clientOf(server.app, { ...server.visitor.headers, cookie: cookieOf(answer) })
}

/** What the outbox tells staff, once the mail is written. */
export async function readMail(server: TestServer, reader: Client) {
  await letWork(server, 'guest asks')
  await letWork(server, 'mails')
  const { items } = (await reader.get('/api/v1/mails')).body
  const opened = await reader.post(`/api/v1/mails/${items[0]?.id}/open`)
  expect(opened.status, opened.text).toBe(200)
  return opened.body as { to: string; code: string; link: string }
}

/** A guest signed in by the code that staff read to them. */
export async function signIn(server: TestServer, reader: Client, said: Said): Promise<Client> {
  const asking = await ask(server, said)
  const { code } = await readMail(server, reader)
  const entered = await asking.post('/api/v1/portal/sign-in/code', { code })
  expect(entered.status, entered.text).toBe(200)
  return guestWith(server, cookieOf(entered))
}

export const guestWith = ({ app, visitor }: TestServer, cookie: string): Client =>
  clientOf(app, { ...visitor.headers, cookie })
