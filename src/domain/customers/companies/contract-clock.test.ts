import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMonths, dateText, dayNumber } from '#kernel/calendar.ts'
import { freshDatabase, type TestDatabase } from '../../../../tests/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const dayOf = (from: string, to: string) => fc.integer({ min: dayNumber(from), max: dayNumber(to) })
const contract = fc.record({
  endsOn: dayOf('2020-01-01', '2029-12-31'),
  renews: fc.integer({ min: 1, max: 26 }),
  count: fc.integer({ min: 0, max: 40 }),
  unit: fc.constantFrom('days', 'weeks', 'months'),
  today: dayOf('2020-01-01', '2029-12-31'),
})
type Contract = typeof contract extends fc.Arbitrary<infer One> ? One : never

function noticeBy(end: number, { count, unit }: Contract): number {
  if (unit === 'months') return addMonths(end, -count)
  return end - count * (unit === 'weeks' ? 7 : 1)
}

/** Term after term from the first one on, as one would count on a calendar. */
function expected(one: Contract): { term: string; due: string } {
  let [term, due] = [0, 0]
  for (let number = 0; due < one.today || term < one.today; number++) {
    const end = addMonths(one.endsOn, number * one.renews)
    if (term < one.today) term = end
    if (due < one.today) due = noticeBy(end, one)
  }
  return { term: dateText(term), due: dateText(due) }
}

test('a contract that renews is due when a calendar says so', async () => {
  const all = fc.sample(contract, { numRuns: 300, seed: 7 })
  const told = all.map(({ endsOn, today, ...one }) => ({
    ...{ ...one, endsOn: dateText(endsOn), today: dateText(today) },
  }))
  const { rows } = await sql<{ term: string; due: string }>`
    select contract_term_ends_on("endsOn", renews, today) as term,
      contract_due_on("endsOn", renews, count, unit, null, today) as due
    from json_to_recordset(${JSON.stringify(told)}::json)
      as told ("endsOn" date, renews smallint, count smallint, unit text, today date)`.execute(
    database.kysely,
  )
  expect(rows).toEqual(all.map(expected))
})
