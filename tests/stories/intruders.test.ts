import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { findByClaims } from '#domain/business/sign-in/enter-by-provider.ts'
import { makeRecoveryCodes } from '#domain/business/sign-in/recovery-codes.ts'
import { takeCode } from '#domain/business/sign-in/second-factor.ts'
import { beginSession, sessionsMax } from '#domain/business/sign-in/sessions.ts'
import { holdIntake, lockCustomers } from '#domain/people/hold-customers.ts'
import { forget, keyOf } from '#domain/people/rights/erase-person.ts'
import { internalId } from '#kernel/ids.ts'
import { type Client, clientOf, cookieOf, openTestServer, password } from '../server.ts'

const server = await openTestServer()
const { context } = server.house
const { database } = context
let owner: Client
let stores: string[]
beforeAll(async () => {
  owner = await server.owner()
  stores = []
  for (const code of ['altstadt', 'hafen']) {
    stores.push((await owner.post('/api/v1/stores', { code, name: code })).body.id)
  }
})
afterAll(() => server.close())

let people = 0
async function create(name: string): Promise<string> {
  const identities = [{ kind: 'external_id', value: `guest-${++people}` }]
  return (await owner.post('/api/v1/customers', { name, identities })).body.id
}

/** Asked outside of any transaction, which would be told the same again and again. */
const waits = async () => {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.kysely)
  return rows.length > 0
}

describe('whoever writes about somebody at the moment they are erased', () => {
  /** What is begun while an erasure holds the person waits for it, and is answered afterwards. */
  async function whileErased<T>(id: string, act: () => Promise<T>): Promise<T> {
    const customerId = internalId('cus', id)!
    const erasing = { erasureKey: keyOf(context), now: context.clock.now() }
    let answer: Promise<T> | null = null
    await transaction(database, async (tx) => {
      await holdIntake(tx)
      await lockCustomers(tx, [customerId])
      answer ??= act()
      while (!(await waits())) await sleep(5)
      await forget(tx, { customerId, memberIds: [customerId] }, erasing)
    })
    return await answer!
  }

  const left = async (table: string, id: string) => {
    const { rows } = await sql`
      select from ${sql.table(table)} where customer_id = ${internalId('cus', id)}`.execute(
      database.kysely,
    )
    return rows.length
  }

  test('gives them no address', async () => {
    const id = await create('Rosa Quandt')
    const addIdentities = [{ kind: 'email', value: 'rosa@example.org' }]
    const answer = await whileErased(id, () =>
      owner.patch(`/api/v1/customers/${id}`, { addIdentities }),
    )
    expect([answer.status, await left('identities', id)]).toEqual([404, 0])
  })

  test('nor by a file', async () => {
    const id = await create('Rosa Quandt')
    const answer = await whileErased(id, () =>
      owner.send('POST', '/api/v1/customer-files?dryRun=no', {
        body: Buffer.from(`id;e-mail\n${id};rosa@example.org\n`),
        headers: { 'content-type': 'text/csv' },
      }),
    )
    expect([answer.body.code, await left('identities', id)]).toEqual([
      'customer_file_interrupted',
      0,
    ])
  })

  test('puts no tag on them', async () => {
    const id = await create('Rosa Quandt')
    const answer = await whileErased(id, () =>
      owner.post('/api/v1/customers/tags', { customers: { ids: [id] }, add: ['Quandt'] }),
    )
    expect([answer.body.added, await left('customer_tags', id)]).toEqual([0, 0])
  })

  test('writes no consent down', async () => {
    await owner.post('/api/v1/consent-texts', {
      ...{ purpose: 'news', label: 'Neues', language: 'de', wording: 'Ja.' },
    })
    const id = await create('Rosa Quandt')
    const answer = await whileErased(id, () =>
      owner.post(`/api/v1/customers/${id}/consents`, {
        ...{ purpose: 'news', channel: 'email', act: 'withdrawn', source: 'letter' },
        proof: { kind: 'statement', text: 'Frau Quandt rief an' },
      }),
    )
    expect([answer.status, await left('consent_receipts', id)]).toEqual([404, 0])
  })

  test('makes them no contact of a company', async () => {
    const company = (await owner.post('/api/v1/companies', { name: 'Hafen GmbH' })).body
    const id = await create('Rosa Quandt')
    const answer = await whileErased(id, () =>
      owner.post(`/api/v1/companies/${company.id}/contacts`, { customerId: id, role: 'Quandt' }),
    )
    expect([answer.status, await left('company_contacts', id)]).toEqual([404, 0])
  })
})

describe('whoever knows a password', () => {
  test('goes no further with a sign-in half done once it is another one', async () => {
    const person = await server.person('marketing')
    const { staffId, email } = (await person.get('/api/v1/session')).body
    await person.post('/api/v1/session/authenticator')
    await sql`
      update authenticators set confirmed_at = now()
      where staff_id = ${internalId('stf', staffId)}`.execute(database.kysely)
    const begun = await server.visitor.post('/api/v1/session', { email, password })
    const thief = clientOf(server.app, { 'x-stammgast': '1', cookie: cookieOf(begun) })
    const guess = () => thief.post('/api/v1/session/code', { code: '１２３４５６' })
    expect((await guess()).body.code).toBe('code_wrong')
    await person.put('/api/v1/session/password', { current: password, next: 'ein anderes wort' })
    expect((await guess()).body.code).toBe('sign_in_step_over')
  })

  test('comes in by a recovery code once, also five times at the same moment', async () => {
    const person = await server.person('marketing')
    const staffId = internalId('stf', (await person.get('/api/v1/session')).body.staffId)!
    const [code] = await transaction(database, (tx) => makeRecoveryCodes(tx, staffId))
    const place = { database, sealKey: server.house.secret }
    const tries = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => takeCode(place, staffId, code!)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('leaves a hundred sessions behind, the latest ones', async () => {
    const person = await server.person('marketing')
    const { staffId } = (await person.get('/api/v1/session')).body
    const entering = { staffId: internalId('stf', staffId)!, method: 'password' as const }
    await transaction(database, async (tx) => {
      const device = { browser: null, system: null }
      for (let count = 0; count < sessionsMax + 20; count++) {
        await beginSession(tx, { ...entering, device })
      }
    })
    const { rows } = await sql<{ kept: number }>`
      select count(*)::int as kept from staff_sessions
      where staff_id = ${entering.staffId}`.execute(database.kysely)
    expect(rows).toEqual([{ kept: sessionsMax }])
    expect((await person.get('/api/v1/session')).status).toBe(401)
  })
})

test('a provider that calls one owner something else while another one becomes it leaves one', async () => {
  await server.person('owner')
  const { rows } = await sql<{ id: string }>`
    insert into provider_identities (issuer, subject, staff_id, linked_at)
    select 'https://id.example', staff_id, staff_id, now() from staff where role = 'owner'
    returning staff_id as id`.execute(database.kysely)
  const provider = {
    ...{ name: 'Konto', issuer: 'https://id.example', clientId: 'us', clientSecret: null },
    ...{ roleClaim: 'part', roles: { office: 'analyst' as const } },
  }
  const [one, other] = rows.map(({ id }) => id)
  const claims = { part: 'office', iss: provider.issuer, aud: 'us', exp: 0, iat: 0, sub: other! }
  let entered = false
  let entering: Promise<void> | null = null
  await transaction(database, async (tx) => {
    await sql`update staff set role = 'analyst' where staff_id = ${one}`.execute(tx)
    entering ??= findByClaims(context, provider, claims).then(() => {
      entered = true
    })
    while (!entered && !(await waits())) await sleep(5)
  })
  await entering
  const owners = await sql<{ id: string }>`
    select staff_id as id from staff where role = 'owner'`.execute(database.kysely)
  expect([rows.length, owners.rows]).toEqual([2, [{ id: other }]])
  await sql`update staff set role = 'owner' where staff_id = ${one}`.execute(database.kysely)
})

test('by a name a cashier finds nobody who buys in another store alone; a card names everybody', async () => {
  const cashier = await server.person('cashier', [stores[0]!])
  const till = await server.program('events:write')
  const find = async (text: string) =>
    (await cashier.post('/api/v1/pos/guests/find', { text })).body
  const id = await create('Hilde Hafenkind')
  const buy = (store: string) =>
    till.post('/api/v1/events', {
      events: [
        {
          ...{ type: 'purchase', source: 'till', externalId: store, store, amount: 430 },
          ...{ occurredAt: '2026-11-21T09:00:00Z', customer: { externalId: `guest-${people}` } },
        },
      ],
    })
  await buy('hafen')
  expect((await find('hafenkind')).hits).toEqual([])
  expect((await find(`guest-${people}`)).guest.customerId).toBe(id)
  await buy('altstadt')
  expect((await find('hafenkind')).hits).toEqual([{ customerId: id, shown: 'Hilde H.' }])
})

test('who calls our host by what is no name is told so', async () => {
  const headers = { host: '[' }
  const answer = await server.visitor.send('POST', '/api/v1/session/passkey/options', { headers })
  expect([answer.status, answer.body.code]).toEqual([422, 'request_malformed'])
})
