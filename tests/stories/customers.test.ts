import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, list, purchase, record } from '../customers.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const names = async (query: string) => (await list(owner, query)).map(({ name }) => name)

describe('a new customer', () => {
  test('is written down with all that is known, and read again', async () => {
    await owner.post('/api/v1/attributes', {
      name: 'shoe_size',
      label: 'Schuhgröße',
      type: 'number',
    })
    const jana = await create(owner, {
      name: 'Jana Öztürk',
      language: 'de-AT',
      birthday: '--02-29',
      identities: [
        { kind: 'email', value: 'Jana@Example.org' },
        { kind: 'phone', value: '0170 555' },
      ],
      attributes: { shoe_size: 38.5 },
      tags: ['Stammtisch', 'Abholerin'],
    })
    expect(jana).toMatchObject({
      id: expect.stringMatching(/^cus_/),
      name: 'Jana Öztürk',
      identities: [
        { kind: 'email', value: 'Jana@Example.org' },
        { kind: 'phone', value: '0170 555' },
      ],
      attributes: { shoe_size: 38.5 },
      tags: [{ name: 'Abholerin' }, { name: 'Stammtisch' }],
    })
    expect((await owner.get(`/api/v1/customers/${jana.id}`)).body).toEqual(jana)
  })

  test('cannot have the e-mail address of another, however it is written', async () => {
    await create(owner, { name: 'Kai', identities: [{ kind: 'email', value: 'kai@example.org' }] })
    const reply = await owner.post('/api/v1/customers', {
      name: 'Not Kai',
      identities: [
        { kind: 'external_id', value: 'not-kai' },
        { kind: 'email', value: 'KAI@example.org' },
      ],
    })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      code: 'identity_taken',
      detail: 'This e-mail address belongs to another customer.',
      errors: [{ pointer: '/identities/1' }],
    })
    expect(await names('search=not-kai')).toEqual([])
  })

  test('is refused without anything to know them by, or with a day that is none', async () => {
    for (const customer of [
      {},
      { name: 'X', birthday: '2025-02-29' },
      { name: 'X', birthday: '--13-01' },
      { name: 'X', identities: [{ kind: 'email', value: 'no address' }] },
      { name: 'X', attributes: { unheard_of: 1 } },
      { name: 'X', attributes: { shoe_size: 'large' } },
    ]) {
      expect((await owner.post('/api/v1/customers', customer)).status).toBe(422)
    }
  })

  test('is tagged by those only who may tag', async () => {
    const service = await server.person('service')
    const tagged = await service.post('/api/v1/customers', { name: 'S', tags: ['Stammtisch'] })
    expect([tagged.status, tagged.body.code]).toEqual([403, 'tagging_not_allowed'])
    expect((await service.post('/api/v1/customers', { name: 'S' })).status).toBe(201)
  })
})

describe('a change', () => {
  test('moves a customer to a new address, and is found by it only', async () => {
    const lea = await create(owner, {
      name: 'Lea',
      identities: [{ kind: 'email', value: 'lea@old.example' }],
    })
    const reply = await owner.patch(`/api/v1/customers/${lea.id}`, {
      name: null,
      language: 'en',
      removeIdentities: [{ kind: 'email', value: 'LEA@old.example' }],
      addIdentities: [{ kind: 'email', value: 'lea@new.example' }],
    })
    expect(reply.body).toMatchObject({
      name: null,
      language: 'en',
      identities: [{ kind: 'email', value: 'lea@new.example' }],
    })
    expect(await list(owner, 'search=lea@old')).toEqual([])
    expect(await list(owner, 'search=lea@new')).toHaveLength(1)
    const [item] = await record(
      owner,
      purchase('', 'altstadt', '2026-10-01T08:00:00Z', { customer: { email: 'lea@new.example' } }),
    )
    expect(item!.customerId).toBe(lea.id)
  })

  test('is made whole or not at all', async () => {
    const mia = await create(owner, {
      name: 'Mia',
      identities: [{ kind: 'card_number', value: 'm1' }],
    })
    await create(owner, { name: 'Max', identities: [{ kind: 'card_number', value: 'm2' }] })
    const refused = await owner.patch(`/api/v1/customers/${mia.id}`, {
      name: 'Somebody else',
      addIdentities: [{ kind: 'card_number', value: 'M2' }],
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'identity_taken'])
    const missing = await owner.patch(`/api/v1/customers/${mia.id}`, {
      name: 'Somebody else',
      removeIdentities: [{ kind: 'card_number', value: 'm2' }],
    })
    expect([missing.status, missing.body.code]).toEqual([404, 'identity_not_found'])
    expect((await owner.get(`/api/v1/customers/${mia.id}`)).body).toEqual(mia)
  })

  test('of somebody who is not there says so', async () => {
    const reply = await owner.patch('/api/v1/customers/cus_00000000000000000000000000', {})
    expect([reply.status, reply.body.code]).toEqual([404, 'customer_not_found'])
  })
})

describe('attributes', () => {
  test('take what their type allows, and vanish with their definition', async () => {
    const values = {
      note: ['text', 'oat milk', 7],
      age: ['number', 41, 'old'],
      vip: ['boolean', false, 'no'],
      since: ['date', '2024-02-29', '2023-02-29'],
      size: ['choice', 'large', 'huge'],
    } as const
    for (const [name, [type]] of Object.entries(values)) {
      const choices = type === 'choice' ? ['small', 'large'] : []
      const reply = await owner.post('/api/v1/attributes', { name, label: name, type, choices })
      expect(reply.status).toBe(201)
    }
    const nora = await create(owner, { name: 'Nora' })
    const patch = (attributes: object) =>
      owner.patch(`/api/v1/customers/${nora.id}`, { attributes })
    for (const [name, [, right, wrong]] of Object.entries(values)) {
      expect((await patch({ [name]: wrong })).body.code).toBe('attribute_malformed')
      expect((await patch({ [name]: right })).body.attributes[name]).toBe(right)
    }
    expect((await patch({ age: null })).body.attributes).not.toHaveProperty('age')
    expect((await owner.delete('/api/v1/attributes/vip')).status).toBe(204)
    const read = await owner.get(`/api/v1/customers/${nora.id}`)
    expect(read.body.attributes).toEqual({ note: 'oat milk', since: '2024-02-29', size: 'large' })
    expect((await owner.delete('/api/v1/attributes/vip')).status).toBe(404)
  })

  test('are defined once, and only a choice has choices', async () => {
    const define = (body: object) => owner.post('/api/v1/attributes', { label: 'L', ...body })
    expect((await define({ name: 'plain', type: 'text' })).status).toBe(201)
    expect((await define({ name: 'plain', type: 'date' })).status).toBe(409)
    expect((await define({ name: 'odd', type: 'text', choices: ['a'] })).status).toBe(422)
    expect((await define({ name: 'odd', type: 'choice' })).status).toBe(422)
    const choices = await owner.patch('/api/v1/attributes/plain', { choices: ['a'] })
    expect([choices.status, choices.body.code]).toEqual([409, 'attribute_without_choices'])
    const label = await owner.patch('/api/v1/attributes/plain', { label: 'Plainer' })
    expect(label.body.label).toBe('Plainer')
  })

  test('change their type only where every value fits, and else say which do not', async () => {
    const size = (body: object) => owner.patch('/api/v1/attributes/glove_size', body)
    const define = { name: 'glove_size', label: 'Handschuh', type: 'text' }
    expect((await owner.post('/api/v1/attributes', define)).body).toMatchObject({
      ...{ required: false, personal: true, archived: false },
    })
    const wear = async (name: string, value: string) =>
      (await create(owner, { name, attributes: { glove_size: value } })).id
    const [ole] = [await wear('Ole', '8.5'), await wear('Pia', '7'), await wear('Ria', 'klein')]
    await wear('Sam', 'klein')
    const refused = await size({ type: 'number' })
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      code: 'attribute_values_unfit',
      errors: [{ pointer: '/type', message: '"klein": 2' }],
    })
    expect((await size({ type: 'choice' })).body.code).toBe('attribute_choices_missing')
    const choices = ['klein', '7', '8.5']
    expect((await size({ type: 'choice', choices })).body).toMatchObject({
      type: 'choice',
      choices,
    })
    expect((await size({ type: 'date' })).body.errors).toHaveLength(3)
    for (const { id } of await list(owner, 'search=Ria&limit=1')) {
      await owner.patch(`/api/v1/customers/${id}`, { attributes: { glove_size: '7' } })
    }
    for (const { id } of await list(owner, 'search=Sam&limit=1')) {
      await owner.patch(`/api/v1/customers/${id}`, { attributes: { glove_size: null } })
    }
    expect((await size({ type: 'number' })).body).toMatchObject({ type: 'number', choices: [] })
    const read = await owner.get(`/api/v1/customers/${ole}`)
    expect(read.body.attributes.glove_size).toBe(8.5)
  })

  test('that are dates again are days of the calendar', async () => {
    const day = { name: 'first_contact', label: 'Erster Kontakt', type: 'text' }
    await owner.post('/api/v1/attributes', day)
    const { id } = await create(owner, { name: 'Tom', attributes: { first_contact: '2023-02-29' } })
    const toDate = () => owner.patch('/api/v1/attributes/first_contact', { type: 'date' })
    expect((await toDate()).body.errors).toMatchObject([{ message: '"2023-02-29": 1' }])
    await owner.patch(`/api/v1/customers/${id}`, { attributes: { first_contact: '2024-02-29' } })
    expect((await toDate()).status).toBe(200)
  })

  test('stand in the order the business wants, and archived ones take no values', async () => {
    const order = async () =>
      (await owner.get('/api/v1/attributes')).body.items.map(({ name }: { name: string }) => name)
    const before = await order()
    const last = before.at(-1)
    expect((await owner.patch(`/api/v1/attributes/${last}`, { place: 2 })).body.place).toBe(2)
    expect(await order()).toEqual([before[0], last, ...before.slice(1, -1)])
    await owner.patch(`/api/v1/attributes/${last}`, { archived: true })
    const given = await owner.post('/api/v1/customers', {
      ...{ name: 'Uwe', attributes: { [last]: '2024-01-01' } },
    })
    expect(given.body.code).toBe('attribute_archived')
  })

  test('that are required keep a value, and those that are personal part no report', async () => {
    const drink = { name: 'drink', label: 'Getränk', type: 'text', required: true }
    await owner.post('/api/v1/attributes', drink)
    const { id } = await create(owner, { name: 'Vera', attributes: { drink: 'Tee' } })
    const taken = await owner.patch(`/api/v1/customers/${id}`, { attributes: { drink: null } })
    expect(taken.body.code).toBe('attribute_required')
    const report = () => owner.get('/api/v1/reports/retention?attribute=drink=Tee')
    expect((await report()).body.code).toBe('attribute_personal')
    await owner.patch('/api/v1/attributes/drink', { personal: false })
    expect((await report()).status).toBe(200)
  })
})

describe('a search', () => {
  beforeAll(async () => {
    await create(owner, {
      name: 'Jürgen Weißenfels',
      identities: [
        { kind: 'external_id', value: 'Kunde-4711' },
        { kind: 'card_number', value: 'abc-99' },
        { kind: 'email', value: 'j.w_x@mail.example' },
        { kind: 'phone', value: '+43 660 1234567' },
      ],
    })
    await create(owner, {
      name: 'Jule Ammer',
      identities: [{ kind: 'email', value: 'jawwx@mail.example' }],
    })
  })

  test.each([
    'Weißen',
    'weissenfels',
    'JÜRGEN',
    'jurgen',
    'weiß jür',
    'kunde-4711',
    'ABC-99',
    'j.w_x@',
    '0660 123',
    '+43660 12',
    '0043 (0) 660 1234567',
  ])('for %s finds him alone', async (typed) => {
    expect(await names(`search=${encodeURIComponent(typed)}`)).toEqual(['Jürgen Weißenfels'])
  })

  test('for one or two characters finds how names begin', async () => {
    expect((await names('search=j%C3%BC')).toSorted()).toEqual(['Jule Ammer', 'Jürgen Weißenfels'])
    expect(await names('search=we')).toEqual([])
  })

  test('takes percent and underscore for what they are', async () => {
    expect(await names('search=%25%25%25')).toEqual([])
    expect(await names('search=j.w_')).toEqual(['Jürgen Weißenfels'])
    expect(await names('search=w_w')).toEqual([])
  })

  test('for blanks is no search', async () => {
    expect((await list(owner, 'search=%20%20')).length).toBeGreaterThan(2)
  })
})
