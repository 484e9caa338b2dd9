import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Imports, openImports } from '../../../../tests/imports.ts'
import { findImport } from '../import.ts'
import { runImport } from '../run-import.ts'
import { cancelImport, resumeImport } from '../steer-import.ts'
import { startCustomerFile } from './start-file.ts'

let imports: Imports
beforeEach(async () => {
  imports = await openImports()
})
afterEach(() => imports.database.close())

const rows = Array.from({ length: 1_300 }, (_, at) => `g${at},Gast ${at}`)
const content = ['customernumber,name', ...rows, 'g7,Ein anderer', 'g8,Gast 8'].join('\n')
const start = { map: undefined, consents: [], mayConsent: true, by: null }

/** As if the program ended after so many portions. */
const endingAfter = (portions: number) => {
  let looks = 0
  const signal = new AbortController().signal
  return new Proxy(signal, {
    get: (target, key) => (key === 'aborted' ? looks++ >= portions : Reflect.get(target, key)),
  })
}

async function customers(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from persons where name like 'Gast %'`.execute(
    imports.database.kysely,
  )
  return rows[0]!.count
}

it('goes on with the next portion after the program ended or was stopped, and names nobody twice', async () => {
  const { importId } = await imports.upload(content, 'customers')
  await startCustomerFile(imports.context, importId, { ...start, dryRun: false })
  await runImport(imports.context, importId, endingAfter(1), true)
  expect([await customers(), (await findImport(imports.database, importId)).rowsDone]).toEqual([
    500, 500,
  ])
  await cancelImport(imports.context, importId)
  expect(await imports.run(importId)).toMatchObject({ status: 'canceled', created: 500 })
  await resumeImport(imports.context, importId)
  expect(await imports.run(importId)).toMatchObject({
    ...{ status: 'done', rowsDone: 1_302, created: 1_300, updated: 0, refused: 2, duplicates: 0 },
  })
  expect(await customers()).toBe(1_300)
  const refused = await imports.refusedFile(await findImport(imports.database, importId))
  expect(refused.split('\r\n').filter((line) => line.includes('Eine frühere Zeile'))).toHaveLength(
    2,
  )
})

it('looks over the whole file from its beginning, with the same counts and nothing written', async () => {
  const { importId } = await imports.upload(content, 'customers')
  await startCustomerFile(imports.context, importId, { ...start, dryRun: true })
  await runImport(imports.context, importId, endingAfter(1), true)
  expect(await imports.run(importId)).toMatchObject({
    ...{ status: 'uploaded', rowsDone: 1_302, created: 1_300, refused: 2 },
  })
  expect(await customers()).toBe(0)
  await startCustomerFile(imports.context, importId, { ...start, dryRun: true })
  expect((await cancelImport(imports.context, importId)).status).toBe('uploaded')
})
