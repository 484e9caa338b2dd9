import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomerInput } from '#contract/endpoints/customers.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { fixedClock } from '#kernel/clock.ts'
import { Refusal } from '#kernel/errors.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { erasureKey } from '../../../tests/erasing.ts'
import { defineAttribute } from './attributes.ts'
import { createCustomer } from './create-customer.ts'
import { erasePerson, exportPerson } from './personal.ts'

let database: TestDatabase
let context: Context
beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
})
afterAll(() => database.close())

const person: CustomerInput = {
  name: 'Erika Mustermann',
  language: 'de',
  birthday: '1984-02-29',
  identities: [{ kind: 'email', value: 'Erika@mustermann.example' }],
  attributes: { allergy: 'hazelnut' },
  tags: ['Mustertag'],
}

test('what is held about a person can be told in full, and then forgotten', async () => {
  await defineAttribute(context, { name: 'allergy', label: 'Allergie', type: 'text', choices: [] })
  const erika = await createCustomer(context, person)
  const told = await transaction(database, (tx) => exportPerson(tx, [erika.id]))
  expect(told).toEqual([
    {
      customerId: erika.id,
      createdAt: new Date('2026-11-21T12:00:00Z'),
      name: 'Erika Mustermann',
      language: 'de',
      birthday: '1984-02-29',
      attributes: { allergy: 'hazelnut' },
      identities: [
        { kind: 'email', value: 'erika@mustermann.example', shown: 'Erika@mustermann.example' },
      ],
      tags: ['Mustertag'],
      cards: [],
    },
  ])
  await transaction(database, (tx) =>
    erasePerson(tx, [erika.id], { erasureKey, now: context.clock.now() }),
  )
  const { rows } = await sql<{ row: string }>`
    select row_to_json(persons)::text as row from persons
    union all select row_to_json(identities)::text from identities
    union all select row_to_json(customer_tags)::text from customer_tags`.execute(database.kysely)
  expect(rows.map(({ row }) => row).join()).not.toMatch(
    /erika|mustermann|hazelnut|1984-02|tag_number/i,
  )
  const again = await createCustomer(context, person)
  expect(again.id).not.toBe(erika.id)
})

test('of twenty who claim one address at the same moment, one gets it', async () => {
  const claims = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      createCustomer(context, {
        name: `Claimant ${n}`,
        identities: [
          { kind: 'external_id', value: `claimant-${n}` },
          { kind: 'email', value: n % 2 ? 'One@example.org' : 'one@example.org' },
        ],
        attributes: {},
        tags: [],
      }),
    ),
  )
  const refused = claims.filter((claim) => claim.status === 'rejected')
  expect(refused).toHaveLength(19)
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(Refusal)
    expect(reason).toMatchObject({ kind: 'conflict', code: 'identity_taken' })
  }
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from identities where value like 'claimant-%'`.execute(
    database.kysely,
  )
  expect(rows[0]!.count).toBe(1)
})
