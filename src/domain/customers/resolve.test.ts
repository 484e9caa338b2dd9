import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CustomerReference } from '#contract/language/event.ts'
import { transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { identityOf } from './identity.ts'
import { membersOf, rootsOf } from './merged.ts'
import { resolveCustomers } from './resolve.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

const at = new Date('2026-11-21T08:16:00Z')

const resolve = (...references: (CustomerReference | undefined)[]) =>
  transaction(db, (tx) => resolveCustomers(tx, references, at))

const who = async (...references: CustomerReference[]) =>
  (await resolve(...references)).map((found) => {
    if ('customerId' in found) return found.customerId
    throw new Error(`expected a customer, found ${JSON.stringify(found)}`)
  })

async function count(table: 'customers' | 'identities' | 'persons' | 'profiles') {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}`.execute(db.kysely)
  return rows[0]!.count
}

async function merge(from: string, into: string) {
  await sql`update customers set merged_into = ${into} where customer_id = ${from}`.execute(
    db.kysely,
  )
}

describe('somebody new', () => {
  test('becomes known by everything that is said of them', async () => {
    const [anna] = await who({
      externalId: 'shop-1',
      email: 'Anna@Example.org',
      phone: '0170 1234567',
    })
    expect(
      await who(
        { externalId: 'shop-1' },
        { email: ' anna@example.ORG '.trim() },
        { phone: '+49 (0) 170 / 1234567' },
        { phone: '0049 170 1234567' },
      ),
    ).toEqual([anna, anna, anna, anna])
  })

  test('stands in every table that describes a customer', async () => {
    const [carl] = await who({ cardNumber: ' k-77 '.trim(), email: 'Carl@example.org' })
    const { rows } = await sql`
      select created_at, search, last_seen_at
      from customers join persons using (customer_id) join profiles using (customer_id)
      where customer_id = ${carl}`.execute(db.kysely)
    expect(rows).toEqual([{ created_at: at, search: 'k-77\ncarl@example.org', last_seen_at: at }])
  })

  test('may be named by several events of one batch', async () => {
    const before = await count('customers')
    const [first, second, third] = await who(
      { cardNumber: 'b-1' },
      { cardNumber: 'B-1', email: 'b@example.org' },
      { email: 'B@example.org' },
    )
    expect([second, third]).toEqual([first, first])
    expect(await count('customers')).toBe(before + 1)
  })
})

describe('whom a reference names', () => {
  test('is decided by external id, card number, e-mail, phone, in this order', async () => {
    const [byId, byCard, byMail] = await who(
      { externalId: 'o-1' },
      { cardNumber: 'o-1' },
      { email: 'o@example.org' },
    )
    const all = { externalId: 'o-1', cardNumber: 'o-1', email: 'o@example.org', phone: '030 111' }
    const { externalId: _, ...withoutId } = all
    const { cardNumber: __, ...mailAndPhone } = withoutId
    expect(await who(mailAndPhone, withoutId, all)).toEqual([byMail, byCard, byId])
    expect(await who({ phone: '030 111' })).toEqual([byMail])
  })

  test('learns what is said for the first time, and keeps what is another one’s', async () => {
    const [dora] = await who({ externalId: 'd-1' })
    const [emil] = await who({ email: 'emil@example.org' })
    await who({ externalId: 'd-1', email: 'emil@example.org', phone: '040 222' })
    expect(await who({ phone: '040 222' }, { email: 'emil@example.org' })).toEqual([dora, emil])
    const { rows } = await sql<{ search: string }>`
      select search from persons where customer_id = ${dora}`.execute(db.kysely)
    expect(rows[0]!.search).toBe('d-1\n+4940222')
  })

  test('does not gather the addresses of everybody whom a shop gives the same number', async () => {
    const guest = (n: number) => ({ externalId: 'guest', email: `guest-${n}@example.org` })
    for (let n = 0; n < 60; n++) await who(guest(n))
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from identities
      where customer_id = (select customer_id from identities where value = 'guest')`.execute(
      db.kysely,
    )
    expect(rows[0]!.count).toBe(50)
    const [found, newcomer, again] = await who(
      guest(70),
      { email: 'guest-70@example.org' },
      guest(70),
    )
    expect(again).toBe(found)
    expect(newcomer).not.toBe(found)
  })

  test('is nobody where nothing is said', async () => {
    expect(await resolve(undefined, {})).toEqual([{ anonymous: true }, { anonymous: true }])
  })

  test('is refused for an id nobody has, and only there', async () => {
    const [known] = await who({ externalId: 'r-1' })
    const found = await resolve(
      { id: newId(), email: 'never@example.org' },
      { id: known },
      { phone: '((-))' },
    )
    expect(found).toEqual([
      { refused: expect.objectContaining({ pointer: '/customer/id', code: 'customer_not_found' }) },
      { customerId: known, memberId: known },
      { refused: expect.objectContaining({ pointer: '/customer/phone' }) },
    ])
    const { rows } = await sql`select from identities where value = 'never@example.org'`.execute(
      db.kysely,
    )
    expect(rows).toEqual([])
  })
})

describe('merged customers', () => {
  test('are found under the one they were merged into, over several steps', async () => {
    const [first, second, third] = await who(
      { externalId: 'm-1' },
      { externalId: 'm-2' },
      { externalId: 'm-3' },
    )
    await merge(first!, second!)
    await merge(second!, third!)
    expect(await resolve({ externalId: 'm-1' }, { id: second }, { externalId: 'm-3' })).toEqual([
      { customerId: third, memberId: first },
      { customerId: third, memberId: second },
      { customerId: third, memberId: third },
    ])
    const members = await transaction(db, (tx) => membersOf(tx, [third!, second!]))
    expect(members).toEqual(
      new Map([
        [third, [third, first, second]],
        [second, [second, first]],
      ]),
    )
    const roots = await transaction(db, (tx) => rootsOf(tx, [first!, second!, third!]))
    expect(new Set(roots.values())).toEqual(new Set([third]))
    expect(roots.size).toBe(3)
  })

  test('keep for themselves what is learned through them, so that a merge can be undone', async () => {
    const [fred, fritz] = await who({ externalId: 'u-1' }, { externalId: 'u-2' })
    await merge(fred!, fritz!)
    expect(await who({ externalId: 'u-1', email: 'fred@example.org' })).toEqual([fritz])
    await sql`update customers set merged_into = null where customer_id = ${fred}`.execute(
      db.kysely,
    )
    expect(await who({ email: 'fred@example.org' })).toEqual([fred])
  })
})

describe('at the same moment', () => {
  test('fifty tills that meet one new customer make one', async () => {
    const before = await count('customers')
    const found = await Promise.all(
      Array.from({ length: 50 }, (_, till) =>
        who(
          till % 2 === 0
            ? { cardNumber: 'race', email: 'race@example.org' }
            : { externalId: 'race', cardNumber: 'RACE', email: 'Race@example.org' },
        ),
      ),
    )
    expect(new Set(found.flat()).size).toBe(1)
    expect(await count('customers')).toBe(before + 1)
  })

  test('batches that name the same new customers in any order leave nobody without a name', async () => {
    const names = Array.from({ length: 40 }, (_, n) => n)
    await Promise.all(
      Array.from({ length: 16 }, (_, batch) =>
        who(
          ...names
            .toSorted((a, b) => ((a * 7 + batch) % 40) - ((b * 7 + batch) % 40))
            .map((n) =>
              batch % 3 === 0
                ? { email: `p${n}@example.org` }
                : { externalId: `p-${n}`, email: `p${n}@example.org` },
            ),
        ),
      ),
    )
    const { rows } = await sql`
      select customer_id from customers
      where not exists (select from identities where identities.customer_id = customers.customer_id)
        or not exists (select from persons where persons.customer_id = customers.customer_id)
        or not exists (select from profiles where profiles.customer_id = customers.customer_id)`.execute(
      db.kysely,
    )
    expect(rows).toEqual([])
    expect(await count('persons')).toBe(await count('customers'))
    expect(await count('profiles')).toBe(await count('customers'))
  })
})

test('statements do not grow with the batch', async () => {
  const references = Array.from({ length: 1000 }, (_, n) => ({ externalId: `batch-${n}` }))
  const statementsFor = async (some: CustomerReference[]) => {
    let statements = 0
    await transaction(db, async (tx) => {
      const counted = tx.withPlugin({
        transformQuery: ({ node }) => {
          statements++
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await resolveCustomers(counted, some, at)
    })
    return statements
  }
  expect(await statementsFor(references)).toBe(2)
  expect(await statementsFor(references)).toBe(1)
  expect(await statementsFor(references.slice(0, 1))).toBe(1)
})

test('a phone number is one number however it is written', () => {
  const written = [
    '0170 1234567',
    '+49 170 1234567',
    '0049-170-1234567',
    '(0170) 123 45 67',
    '+49(0)1701234567',
  ]
  expect(new Set(written.map((text) => identityOf('phone', text)?.value))).toEqual(
    new Set(['+491701234567']),
  )
  expect(identityOf('phone', '+43 1 5880')?.value).toBe('+4315880')
})
