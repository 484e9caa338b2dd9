import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { eraseConsents, exportConsents } from '#domain/customers/consent/personal.ts'
import { verifyConsents } from '#domain/customers/consent/verify.ts'
import {
  eraseContactBlocks,
  exportContactBlocks,
} from '#domain/customers/contact-block/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { create } from '../customers.ts'
import { type Answer, type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let program: Client
let textId: string
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  program = await server.program('customers:read', 'customers:write')
  const { body } = await owner.post('/api/v1/consent-texts', {
    purpose: 'news',
    label: 'Neuigkeiten',
    language: 'de',
    wording: 'Ja, schreiben Sie mir, was es Neues gibt.',
  })
  textId = body.texts[0].id
})
afterAll(() => server.close())

const inDatabase = () => server.house.context.database
const query = async (statement: string) => (await inDatabase().pool.query(statement)).rows

let guests = 0
async function guest(): Promise<{ id: string; email: string }> {
  const email = `gast-${++guests}@example.org`
  const { id } = await create(owner, { identities: [{ kind: 'email', value: email }] })
  return { id, email }
}

const record = (id: string, said: object, by: Client = program): Promise<Answer> =>
  by.post(`/api/v1/customers/${id}/consents`, { purpose: 'news', channel: 'email', ...said })

const yes = (more: object = {}) => ({
  act: 'granted',
  textId,
  source: 'web_form',
  occurredAt: '2026-03-01T10:00:00Z',
  proof: { kind: 'form', form: 'Anmeldung auf der Webseite' },
  ...more,
})
const no = (more: object = {}) => ({
  act: 'withdrawn',
  source: 'message',
  occurredAt: '2026-05-01T10:00:00Z',
  ...more,
})

const consentsOf = async (id: string) => (await owner.get(`/api/v1/customers/${id}/consents`)).body
const stateOf = async (id: string) => (await consentsOf(id)).states[0]?.state ?? null

describe('a consent', () => {
  test('is kept with its words, its time and its proof, and one after the other in a chain', async () => {
    const anna = await guest()
    const proof = {
      kind: 'double_opt_in',
      address: anna.email.toUpperCase(),
      askedAt: '2026-03-01T09:58:00Z',
      ip: '203.0.113.7',
    }
    expect((await record(anna.id, yes({ proof }))).status).toBe(201)
    await record(anna.id, no())
    const { states, receipts, whole } = await consentsOf(anna.id)
    expect(states).toMatchObject([
      {
        purpose: 'news',
        label: 'Neuigkeiten',
        channel: 'email',
        state: 'withdrawn',
        since: '2026-05-01T10:00:00.000Z',
      },
    ])
    expect(receipts[1]).toMatchObject({
      number: 1,
      act: 'granted',
      text: { version: 1, wording: 'Ja, schreiben Sie mir, was es Neues gibt.' },
      proof,
    })
    expect(whole).toBe(true)
  })

  test('said again is the same receipt, and the latest word counts whenever it arrives', async () => {
    const ben = await guest()
    await record(ben.id, no({ occurredAt: '2026-06-01T10:00:00Z' }))
    const first = await record(ben.id, yes())
    const again = await record(ben.id, yes())
    expect(again.body).toEqual(first.body)
    expect((await consentsOf(ben.id)).receipts).toHaveLength(2)
    expect(await stateOf(ben.id)).toBe('withdrawn')
    await record(ben.id, yes({ occurredAt: '2026-06-02T10:00:00Z' }))
    expect(await stateOf(ben.id)).toBe('granted')
  })

  test('keeps the words of its own day when the business writes others', async () => {
    const cleo = await guest()
    await record(cleo.id, yes())
    const next = { purpose: 'news', language: 'de', wording: 'Ja, bitte. Abmelden geht immer.' }
    const { body } = await owner.post('/api/v1/consent-texts', next)
    expect(body.texts.map(({ version }: { version: number }) => version)).toEqual([2, 1])
    expect((await consentsOf(cleo.id)).receipts[0].text.version).toBe(1)
    expect((await owner.post('/api/v1/consent-texts', next)).body.code).toBe(
      'consent_text_unchanged',
    )
  })

  test('counts on for other words, unless they ask anew; which words it was to is told', async () => {
    const eve = await guest()
    const add = (wording: string, more: object = {}) =>
      owner.post('/api/v1/consent-texts', {
        ...{ purpose: 'tips', label: 'Tipps', language: 'de', wording, ...more },
      })
    const first = (await add('Ja, Tipps gern.')).body.texts[0].id
    const say = (more: object) => record(eve.id, yes({ purpose: 'tips', ...more }))
    await say({ textId: first })
    const agreed = async () =>
      (await owner.get('/api/v1/customers?agreed=tips:email')).body.items.some(
        ({ id }: { id: string }) => id === eve.id,
      )
    await add('Ja, Tipps gern, auch zum Geburtstag.')
    const state = async () => (await consentsOf(eve.id)).states[0]
    expect(await state()).toMatchObject({ state: 'granted', text: { version: 1 } })
    expect(await agreed()).toBe(true)
    const asking = await add('Ja, Tipps und Werbung von Partnern.', { asksAnew: true })
    const [latest] = asking.body.texts
    expect(latest.asksAnew).toBe(true)
    expect(await state()).toMatchObject({ state: 'asked_anew', text: { version: 1 } })
    expect(await agreed()).toBe(false)
    await say({ textId: latest.id, occurredAt: '2026-06-03T10:00:00Z' })
    expect(await state()).toMatchObject({ state: 'granted', text: { id: latest.id } })
    expect(await agreed()).toBe(true)
  })

  test.each([
    ['no words', { textId: undefined }, 'consent_text_missing'],
    ['no proof', { proof: undefined }, 'consent_proof_missing'],
    ['a way that proves nothing', { source: 'in_person' }, 'consent_source_gives_no_yes'],
    ['a time to come', { occurredAt: '2027-01-01T00:00:00Z' }, 'consent_in_future'],
    ['a purpose nobody defined', { purpose: 'spam' }, 'consent_purpose_not_found'],
    [
      'the address of somebody else',
      {
        proof: {
          kind: 'double_opt_in',
          address: 'other@example.org',
          askedAt: '2026-03-01T10:00:00Z',
        },
      },
      'consent_address_of_nobody',
    ],
  ])('with %s is refused, and nothing is kept', async (_, said, code) => {
    const dora = await guest()
    expect((await record(dora.id, yes(said))).body.code).toBe(code)
    expect((await consentsOf(dora.id)).receipts).toEqual([])
  })

  test('is never ticked by staff: from paper alone they record a yes, and a no at any time', async () => {
    const emil = await guest()
    const waiter = await server.person('service')
    expect((await record(emil.id, yes(), waiter)).body.code).toBe('consent_needs_paper')
    const paper = await record(emil.id, yes({ source: 'paper' }), waiter)
    expect(paper.body).toMatchObject({ recordedBy: 'Jo Brandt', source: 'paper' })
    expect((await record(emil.id, no({ source: 'in_person' }), waiter)).status).toBe(201)
  })

  test('of an archived purpose is not asked for, but still taken back', async () => {
    const fritz = await guest()
    await owner.patch('/api/v1/consent-texts/news', { archived: true })
    expect((await record(fritz.id, yes())).body.code).toBe('consent_purpose_archived')
    expect((await record(fritz.id, no())).status).toBe(201)
    await owner.patch('/api/v1/consent-texts/news', { archived: false })
  })

  test('of two who are merged is the stricter one, until something is said for both', async () => {
    const [gina, gesa] = [await guest(), await guest()]
    await record(gina.id, yes({ occurredAt: '2026-06-01T10:00:00Z' }))
    await record(gesa.id, no())
    const { body } = await owner.post(`/api/v1/customers/${gina.id}/merge`, { from: gesa.id })
    expect(await stateOf(gina.id)).toBe('withdrawn')
    await record(gina.id, yes({ occurredAt: '2026-07-01T10:00:00Z' }))
    expect(await stateOf(gesa.id)).toBe('granted')
    expect((await consentsOf(gina.id)).whole).toBe(true)
    expect((await verifyConsents(server.house.context)).differences).toEqual([])
    await owner.delete(`/api/v1/customers/${gina.id}/merges/${body.id}`)
    expect(await stateOf(gesa.id)).toBe('withdrawn')
    expect(await stateOf(gina.id)).toBe('granted')
  })

  test('said by many at once makes one chain without a gap', async () => {
    const hanna = await guest()
    await Promise.all(
      Array.from({ length: 12 }, (_, hour) =>
        record(hanna.id, no({ occurredAt: `2026-05-01T${String(hour).padStart(2, '0')}:00:00Z` })),
      ),
    )
    const { receipts, whole } = await consentsOf(hanna.id)
    expect(receipts).toHaveLength(12)
    expect(whole).toBe(true)
  })

  test('is told to the person and forgotten with them; the chain holds', async () => {
    const ida = await guest()
    await record(ida.id, yes({ proof: { kind: 'form', form: 'Ordner Ida Ørsted' } }))
    const ids = [internalId('cus', ida.id)!]
    const told = await transaction(inDatabase(), async (tx) => {
      const before = await exportConsents(tx, ids)
      await eraseConsents(tx, ids)
      return before
    })
    expect(told).toMatchObject([{ purpose: 'Neuigkeiten', proof: { form: 'Ordner Ida Ørsted' } }])
    const { receipts, whole } = await consentsOf(ida.id)
    expect(receipts[0].proof).toBeNull()
    expect(whole).toBe(true)
  })

  test('can neither be changed nor taken out unseen', async () => {
    const jan = await guest()
    await record(jan.id, yes())
    await record(jan.id, no())
    for (const statement of [
      'update consent_receipts set number = number',
      'delete from consent_receipts',
      `update consent_texts set wording = 'Alles'`,
    ]) {
      await expect(query(statement)).rejects.toThrow(/append-only/)
    }
    expect((await verifyConsents(server.house.context)).differences).toEqual([])
    await query('alter table consent_receipts disable trigger user')
    await query(`update consent_receipts set occurred_at = '2026-04-01'
      where customer_id = '${internalId('cus', jan.id)}' and number = 1`)
    await query('alter table consent_receipts enable trigger user')
    expect((await consentsOf(jan.id)).whole).toBe(false)
    expect((await verifyConsents(server.house.context)).differences).toMatchObject([
      { table: 'consent_receipts', key: internalId('cus', jan.id) },
    ])
  })
})

describe('one switch', () => {
  const block = (id: string, body: object) =>
    owner.put(`/api/v1/customers/${id}/contact-block`, body)

  test('stops everything for somebody, says who and when, and can be lifted', async () => {
    const karl = await guest()
    const path = `/api/v1/customers/${karl.id}/contact-block`
    expect(
      (await block(karl.id, { reason: 'no_contact', note: 'am Telefon' })).body.standing,
    ).toEqual({
      reason: 'no_contact',
      note: 'am Telefon',
      blockedAt: '2026-11-21T12:00:00.000Z',
      blockedBy: 'Jo Brandt',
      liftedAt: null,
      liftedBy: null,
    })
    await block(karl.id, { reason: 'no_contact', note: 'am Telefon' })
    const { body } = await block(karl.id, { reason: 'died' })
    expect(body.history.map(({ reason }: { reason: string }) => reason)).toEqual([
      'died',
      'no_contact',
    ])
    expect((await owner.delete(path)).body.standing).toBeNull()
    expect((await owner.delete(path)).body.code).toBe('contact_block_not_found')
  })

  test('holds for all who are merged, and the note is forgotten with the person', async () => {
    const [lena, lina] = [await guest(), await guest()]
    await block(lina.id, { reason: 'died', note: 'Tochter rief an' })
    await owner.post(`/api/v1/customers/${lena.id}/merge`, { from: lina.id })
    const read = async () => (await owner.get(`/api/v1/customers/${lena.id}/contact-block`)).body
    expect((await read()).standing.reason).toBe('died')
    const ids = [internalId('cus', lina.id)!]
    const told = await transaction(inDatabase(), async (tx) => {
      const before = await exportContactBlocks(tx, ids)
      await eraseContactBlocks(tx, ids)
      return before
    })
    expect(told).toMatchObject([{ reason: 'died', note: 'Tochter rief an' }])
    expect((await read()).standing).toMatchObject({ reason: 'died', note: null })
  })
})
