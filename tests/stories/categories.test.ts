import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { categoriesMax } from '#domain/business/categories.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { type LoyaltyWorld, openLoyaltyWorld } from '../loyalty.ts'

let world: LoyaltyWorld
beforeAll(async () => {
  world = await openLoyaltyWorld()
})
afterAll(() => world.close())

const kysely = () => world.server.house.context.database.kysely
const known = async () => {
  const { rows } = await sql<{ code: string }>`select code from categories order by number`.execute(
    kysely(),
  )
  return rows.map(({ code }) => code)
}
const buy = (externalId: string, categories: readonly string[]) =>
  world.record({
    ...{ type: 'purchase', source: 'till', externalId, occurredAt: '2026-03-01T09:00:00Z' },
    ...{ store: 'altstadt', customer: { externalId: 'anna' } },
    lines: categories.map((category) => ({ category, amount: 100 })),
  })

test('articles taken for categories fill no more than there is room for, and no receipt is lost', async () => {
  world.at('2026-03-01T10:00:00Z')
  await buy('p-1', ['coffee'])
  await sql`
    insert into categories (code)
    select 'article ' || one from generate_series(1, ${categoriesMax - 2}) as one`.execute(kysely())
  await buy('p-2', ['tea', 'one more', 'coffee'])
  await buy('p-3', ['yet another'])
  const codes = await known()
  expect(codes).toHaveLength(categoriesMax)
  expect([codes.includes('one more'), codes.includes('tea')]).toEqual([true, false])
  const { rows } = await sql<{ lines: { category: string }[] }>`
    select payload -> 'lines' as lines from events where external_id = 'p-3'`.execute(kysely())
  expect(rows).toMatchObject([{ lines: [{ category: 'yet another' }] }])
  const { context } = world.server.house
  expect((await verifyProfiles(context, () => undefined)).differences).toEqual([])
})

test('a margin for a category there is no room for is refused in words', async () => {
  const margin = (category: string) =>
    world.owner.put('/api/v1/margin-rates', { category, validFrom: '2026-01-01', margin: 0.5 })
  expect((await margin('tea')).body.code).toBe('categories_too_many')
  expect((await margin('coffee')).status).toBe(200)
})
