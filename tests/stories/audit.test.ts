import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  auditSubjects,
  doorSubjects,
  happenedSubjects,
  tableSubjects,
} from '#contract/language/audit-subject.ts'
import { transaction } from '#database/transaction.ts'
import { eraseAuditValues } from '#domain/business/audit/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { type Client, openTestServer, password, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const query = async (statement: string) =>
  (await server.house.context.database.pool.query(statement)).rows

async function entries(question = '') {
  return (await owner.get(`/api/v1/audit?${question}`)).body.items
}

describe('the audit log', () => {
  test('tells who changed what, by which way, and what stood there before', async () => {
    await owner.patch('/api/v1/business', { name: 'Café Abendrot' })
    await owner.patch('/api/v1/business', { name: 'Café Morgenrot' })
    const [entry] = await entries('subject=business')
    expect(entry).toMatchObject({
      actor: { kind: 'staff', name: 'Jo Brandt' },
      operation: 'PATCH /api/v1/business',
      act: 'changed',
      columns: ['name'],
      before: { name: 'Café Abendrot' },
      after: { name: 'Café Morgenrot' },
    })
    expect(entry.requestId).toMatch(/^[\w-]{8,}$/)
  })

  test('a refused change leaves nothing in it', async () => {
    const before = (await entries()).length
    expect((await owner.patch('/api/v1/business', { timeZone: 'Mond/Krater' })).status).toBe(422)
    expect((await entries()).length).toBe(before)
  })

  test('names keys by name, and shows no secret', async () => {
    const made = await owner.post('/api/v1/api-keys', { name: 'Kasse', scopes: ['settings:write'] })
    const till = { authorization: `Bearer ${made.body.secret}` }
    await server.visitor.send('POST', '/api/v1/stores', {
      headers: till,
      body: { code: 'hafen', name: 'Hafen' },
    })
    const [store] = await entries('subject=stores')
    expect(store).toMatchObject({
      act: 'added',
      actor: { kind: 'key', id: made.body.apiKey.id, name: 'Kasse' },
    })
    const all = JSON.stringify(
      await query('select * from audit_entries left join audit_values using (entry_id)'),
    )
    expect(all).not.toContain(made.body.secret)
    const [key] = await query(`select encode(hash, 'hex') as hash from api_keys`)
    expect(all).not.toContain(key.hash)
  })

  test('tells of the door: who came, who tried, who went', async () => {
    await server.visitor.post('/api/v1/session', { email: 'dieb@example.com', password: 'falsch' })
    const person = await server.person('service')
    const { email } = (await person.get('/api/v1/session')).body
    await server.visitor.post('/api/v1/session', { email, password })
    await person.delete('/api/v1/session')
    expect((await entries('subject=sign_in_failed'))[0]).toMatchObject({
      actor: { kind: 'nobody' },
      after: { email: 'dieb@example.com' },
    })
    expect((await entries('subject=signed_in'))[0].actor).toMatchObject({ kind: 'staff' })
    expect((await entries('subject=signed_out'))[0].actor).toMatchObject({ kind: 'staff' })
  })

  test('follows one customer, is searched by what stood there, and forgets with the person', async () => {
    const { body } = await owner.post('/api/v1/customers', {
      name: 'Anna Ørsted',
      identities: [{ kind: 'email', value: 'anna@example.com' }],
    })
    const ofAnna = `customerId=${body.id}`
    expect((await entries(ofAnna)).map(({ subject }: { subject: string }) => subject)).toEqual(
      expect.arrayContaining(['persons', 'identities']),
    )
    expect(await entries('search=Ørsted')).toHaveLength(1)
    expect(await entries('search=100%25')).toEqual([])
    await transaction(server.house.context.database, (tx) =>
      eraseAuditValues(tx, [internalId('cus', body.id)!]),
    )
    const left = await entries(ofAnna)
    expect(left.length).toBeGreaterThan(1)
    expect(JSON.stringify(left)).not.toMatch(/Ørsted|anna@/)
  })

  test('leaves to the log of events what tills bring in', async () => {
    const before = (await entries()).length
    const till = await server.program('events:write')
    const purchase = { type: 'purchase', source: 'till', occurredAt: '2026-11-20T09:00:00Z' }
    const { body } = await till.post('/api/v1/events', {
      events: [{ ...purchase, externalId: '1', amount: 450, customer: { externalId: 'neu' } }],
    })
    expect(body.items[0].status).toBe('accepted')
    // The key itself was made by the command line of this test, not by a request.
    const fresh = (await entries()).slice(0, -before)
    expect(fresh.map(({ subject }: { subject: string }) => subject)).toEqual(['api_keys'])
  })

  test('can be paged and taken along, safe from formulas', async () => {
    await owner.patch('/api/v1/business', { name: '=1+1' })
    const first = (await owner.get('/api/v1/audit?limit=2')).body
    const next = (await owner.get(`/api/v1/audit?limit=2&cursor=${first.nextCursor}`)).body
    expect(next.items[0].id).toBeLessThan(first.items[1].id)
    const { text, headers } = await owner.get('/api/v1/audit/export?subject=business')
    expect(headers['content-type']).toContain('text/csv')
    expect(text.split('\r\n')[0]).toContain('id,at,actor')
    expect(text).toContain('Café Morgenrot')
    expect(text).not.toMatch(/(^|,)=/m)
  })

  test('cannot be changed, and belongs to the owner of all stores', async () => {
    for (const statement of [
      'update audit_entries set act = act',
      'delete from audit_entries',
      'truncate audit_entries cascade',
    ]) {
      await expect(query(statement)).rejects.toThrow(/append-only/)
    }
    expect((await (await server.person('store_manager')).get('/api/v1/audit')).status).toBe(403)
    expect((await (await server.program('audit:read')).get('/api/v1/audit')).status).toBe(200)
  })

  test('says so where somebody changed something at the database itself', async () => {
    await query(`update business set name = 'heimlich'`)
    expect((await entries('subject=business'))[0].actor).toEqual({
      kind: 'unknown',
      id: null,
      name: null,
    })
  })
})

/** Whose record is something else, and what. */
const untold = {
  'comes in with events, whose log is the record': [
    'categories',
    'channels',
    'customers',
    'event_keys',
    'event_texts',
    'events',
    'referrals',
    'person_revisions',
    'customer_traits',
    'referral_codes',
    'birthdays_said',
    'pos_bookings',
    'receipt_codes',
    'carts',
    'cards',
  ],
  'follows from the log, the books or the settings': [
    'source_alarms',
    'source_hours',
    'source_watch',
    'company_changes',
    'company_figures',
    'customer_days',
    'profiles',
    'program_states',
    'recounts',
    'store_days',
    'default_tax_rates',
    'cart_returns_read',
    'voucher_returns_read',
    'wallet_progress',
    'ledger_accounts',
    'ledger_ends',
    'ledger_months',
    'list_places',
    'list_progress',
    'redemption_estimates',
    'liability_months',
    'voucher_code_uses',
    'customer_vouchers',
    'consents',
  ],
  'is a book that nobody changes': ['ledger_entries', 'audit_entries', 'audit_values'],
  'makes repeats harmless': [
    'program_starts',
    'balance_rows',
    'act_references',
    'customer_requests',
    'idempotency_replies',
    'pos_deliveries',
    'voucher_references',
    'voucher_holds',
  ],
  'is told at the door': [
    'kept_keys',
    'cashier_unlockings',
    'known_devices',
    'secrets',
    'sign_in_attempts',
    'sign_in_steps',
    'staff_sessions',
  ],
  'is of guests themselves, who have done it': [
    'confirmed_addresses',
    'guest_asks',
    'guest_sessions',
    'mails',
    'redemption_codes',
    'terms_acceptances',
    'wallet_devices',
    'wallet_passes',
  ],
  'is a journal of its own': [
    'customer_merges',
    'duplicate_rejections',
    'erased_identities',
    'pos_conflicts',
  ],
  'is a part of a receipt': ['consent_proofs'],
  'is a part of a till, and makes repeats harmless': [
    'receipt_scans',
    'till_exports',
    'till_receipts',
  ],
  'is a part of a connection': ['deliveries', 'connection_persons'],
  'is on its way to a webhook': [
    'webhook_messages',
    'webhook_deliveries',
    'webhook_progress',
    'webhook_changes',
    'webhook_tiers',
  ],
  'is a part of an import': [
    'dropped_files',
    'fetched_files',
    'import_chunks',
    'import_customers',
    'import_differences',
    'import_refused_rows',
    'import_rows',
    'import_streams',
  ],
  'is of the program itself': [
    ...['migrations', 'machines', 'job_runs', 'request_counts', 'backups'],
    ...['copies_elsewhere', 'place_states'],
  ],
}

test('every table is told of, or has another record', async () => {
  const tables = await query(`
    select tables.relname as name, count(triggers.oid) as told
    from pg_class as tables
    left join pg_trigger as triggers
      on triggers.tgrelid = tables.oid and triggers.tgname like 'audit\\_%' and not tgisinternal
        and tgfoid = 'audit_change'::regproc
    where tables.relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
    group by tables.relname order by 1`)
  const told = tables.filter(({ told }) => Number(told) === 3).map(({ name }) => name)
  expect(told).toEqual([...tableSubjects].sort())
  expect(auditSubjects).toEqual([...doorSubjects, ...happenedSubjects, ...tableSubjects])
  const others = tables.filter(({ told }) => Number(told) === 0).map(({ name }) => name)
  expect(others.sort()).toEqual(Object.values(untold).flat().sort())
})
