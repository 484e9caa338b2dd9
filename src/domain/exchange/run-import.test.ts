import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { type Imports, never, openImports, result } from '../../../tests/imports.ts'
import { listening } from '../../../tests/statements.ts'
import { findImport } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'
import { cancelImport, resumeImport, takeBackImport } from './steer-import.ts'
import { sweepFiles } from './sweep-files.ts'

let imports: Imports
beforeEach(async () => {
  imports = await openImports()
})
afterEach(() => imports.database.close())

async function logged() {
  type Logged = { type: string; amount: number; external_id: string; payload: object }
  const { rows } = await sql<Logged>`
    select type, amount, external_id, payload from events order by position`.execute(
    imports.database.kysely,
  )
  return rows
}

describe('an import', () => {
  const rows = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, at) => `k${(from + at) % 700},2026-01-05,1.50,n${from + at}`,
    )
  const content = `customer,date,amount,note\n${rows(0, 4_500).join('\n')}\n`

  it('can be canceled and resumed, and everything is counted once', async () => {
    const { importId } = await imports.upload(content)
    await startImport(imports.context, importId, { mapping: {} })
    let batches = 0
    const canceling: ImportContext = {
      ...imports.context,
      within: [
        updateProfiles,
        async () => {
          if (++batches === 2) await cancelImport(imports.context, importId)
        },
      ],
    }
    await runImport(canceling, importId, never, true)
    const stopped = await findImport(imports.database, importId)
    expect(stopped.status).toBe('canceled')
    expect(stopped.accepted).toBe(1_000)
    expect(await imports.figures()).toMatchObject({ purchases: 1_000 })

    await resumeImport(imports.context, importId)
    await imports.run(importId)
    expect(result(await findImport(imports.database, importId))).toMatchObject({
      status: 'done',
      accepted: 4_500,
      duplicates: 0,
      customers: 700,
    })
    expect(await imports.figures()).toMatchObject({ purchases: 4_500, revenue: 4_500 * 150 })
    await imports.noDifference()
  })

  it('goes on after the staged rows were lost in a crash of the database', async () => {
    const { importId } = await imports.upload(content)
    await startImport(imports.context, importId, { mapping: {} })
    const stopping = new AbortController()
    const aborting: ImportContext = {
      ...imports.context,
      within: [updateProfiles, async () => stopping.abort()],
    }
    await runImport(aborting, importId, stopping.signal, true)
    expect((await findImport(imports.database, importId)).accepted).toBe(1_000)
    await sql`truncate import_rows`.execute(imports.database.kysely)
    await imports.run(importId)
    expect(result(await findImport(imports.database, importId))).toMatchObject({
      status: 'done',
      accepted: 4_500,
      duplicates: 0,
    })
  })

  it('counts one line many times over without counting anew for each batch, stopped or not', async () => {
    const same = `customer,date,amount\n${'anna,2026-01-05,1.50\n'.repeat(3_500)}`
    const { importId } = await imports.upload(same)
    await startImport(imports.context, importId, { mapping: {} })
    const stopping = new AbortController()
    const aborting: ImportContext = {
      ...imports.context,
      within: [updateProfiles, async () => stopping.abort()],
    }
    await runImport(aborting, importId, stopping.signal, true)
    const statements = await listening(() => imports.run(importId))
    expect(statements.filter(({ text }) => text.includes('as before'))).toHaveLength(1)
    expect(result(await findImport(imports.database, importId))).toMatchObject({
      status: 'done',
      accepted: 3_500,
      duplicates: 0,
    })
  })

  it('leaves neither the file nor its rows behind', async () => {
    await imports.importFile(content)
    const { rows: left } = await sql`
      select (select count(*)::int from import_chunks) as chunks,
        (select count(*)::int from import_rows) as rows`.execute(imports.database.kysely)
    expect(left).toEqual([{ chunks: 0, rows: 0 }])
  })

  it('keeps neither forgotten uploads nor old refused rows', async () => {
    await imports.upload(content)
    const refused = await imports.importFile(
      'Kunde;Datum;Betrag\nanna;1.2.2026;viel\nbea;1.2.2026;1\n',
    )
    await sweepFiles(imports.database)
    const left = async () =>
      (
        await sql`
      select (select count(*)::int from imports) as imports,
        (select count(*)::int from import_refused_rows) as refused`.execute(imports.database.kysely)
      ).rows[0]
    expect(await left()).toEqual({ imports: 2, refused: 1 })
    await sql`
      update imports set created_at = created_at - interval '2 days',
        finished_at = finished_at - interval '91 days'`.execute(imports.database.kysely)
    await sweepFiles(imports.database)
    expect(await left()).toEqual({ imports: 1, refused: 0 })
    expect(await findImport(imports.database, refused.importId)).toMatchObject({ refused: 1 })
  })

  it('that is taken back removes the people it made up, and leaves those known from elsewhere', async () => {
    await imports.importFile('customer,date,amount\nanna,2026-01-01,1\nbea,2026-01-01,1\n')
    const wrong = await imports.importFile(
      'customer,date,amount\nanna,2026-01-02,5\ntill 3,2026-01-02,7\n',
    )
    await takeBackImport(imports.context, wrong.importId)
    await imports.run(wrong.importId)
    const { rows: left } = await sql<{ shown: string }>`
      select shown from identities order by shown`.execute(imports.database.kysely)
    expect(left.map((one) => one.shown)).toEqual(['anna', 'bea'])
    expect(await imports.figures()).toMatchObject({ customers: 2, purchases: 2, revenue: 200 })
    await imports.noDifference()
  })

  it('counts thousands of equal rows one by one, over batches', async () => {
    const equal = `customer,date,amount\n${'anna,2026-01-01,1\n'.repeat(2_600)}`
    expect(result(await imports.importFile(equal))).toMatchObject({ accepted: 2_600, customers: 1 })
    expect(result(await imports.importFile(equal))).toMatchObject({
      accepted: 0,
      duplicates: 2_600,
    })
  })

  it('refuses a receipt of more than 5,000 rows as a whole', async () => {
    const long = `receipt,date,amount\n${'r1,2026-01-01,1\n'.repeat(5_100)}r2,2026-01-01,3\n`
    const row = await imports.importFile(long)
    expect(result(row)).toMatchObject({ accepted: 1, refused: 5_100 })
  })

  it('counts a receipt of exactly 5,000 rows', async () => {
    const rows = `${'r1,2026-01-01,1\n'.repeat(5_000)}${'r2,2026-01-01,1\n'.repeat(5_001)}`
    const row = await imports.importFile(`receipt,date,amount\n${rows}`)
    expect(result(row)).toMatchObject({ accepted: 5_000, refused: 5_001 })
    expect(await logged()).toMatchObject([{ amount: 500_000 }])
  })

  it('keeps the categories of a receipt of more than 200 lines', async () => {
    const lines = Array.from({ length: 250 }, (_, at) => `r1,2026-01-01,1,c${at % 3},s${at}`)
    await imports.importFile(`receipt,date,amount,category,sku\n${lines.join('\n')}\n`)
    const [event] = await logged()
    expect(event).toMatchObject({ amount: 25_000 })
    expect(event!.payload).toMatchObject({
      lines: expect.arrayContaining([{ amount: 8_400, category: 'c0' }]),
    })
  })
})
