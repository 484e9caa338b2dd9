import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Imports, never, openImports } from '../../../tests/imports.ts'
import { findImport } from './import.ts'
import { stageRows } from './stage-rows.ts'
import { startImport } from './start-import.ts'

let imports: Imports
beforeEach(async () => {
  imports = await openImports()
})
afterEach(() => imports.database.close())

/** What the database knows of the rows once an earlier file is counted: nothing of this one. */
async function statisticsOfAnEarlierFile(rows: number) {
  const { pool } = imports.database
  await pool.query(
    `insert into import_rows (import_id, party, day, unit, row_number, line, receipt, raw)
    select import_id, gen_random_uuid(), 1, gen_random_uuid(), n, n, true, ''
    from (select uuidv7() as import_id), generate_series(1, $1::integer) as n`,
    [rows],
  )
  await pool.query('analyze import_rows')
  await pool.query('delete from import_rows')
}

it('joins the rows of receipts as quickly in the second file as in the first', async () => {
  const receipts = 20_000
  const lines = Array.from(
    { length: receipts },
    (_, at) => `k${at % 900},2026-01-${10 + (at % 19)},1.50,R${at}`,
  )
  const nameless = `,2026-01-10,2.50,R0`
  await statisticsOfAnEarlierFile(receipts)
  const { importId } = await imports.upload(
    ['customer,date,amount,receipt', ...lines, nameless].join('\n'),
  )
  await startImport(imports.context, importId, { mapping: {} })
  const row = await findImport(imports.database, importId)
  expect(await stageRows(imports.context, row, never)).toBe(true)
  const { rows } = await sql<{ parties: number }>`
    select count(distinct party)::int as parties from import_rows
    where unit = (select unit from import_rows where row_number = 1)`.execute(
    imports.database.kysely,
  )
  expect(rows).toEqual([{ parties: 1 }])
}, 20_000)
