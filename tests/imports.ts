import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect } from 'vitest'
import type { ImportKind } from '#contract/endpoints/imports.ts'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import { findImport, type Import } from '#domain/exchange/import.ts'
import type { ImportContext } from '#domain/exchange/import-context.ts'
import { refusedRowsFile } from '#domain/exchange/refused-rows.ts'
import { runImport } from '#domain/exchange/run-import.ts'
import { startImport } from '#domain/exchange/start-import.ts'
import { uploadImport } from '#domain/exchange/upload-import.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase } from './database.ts'

export const never = new AbortController().signal

/** A database of one's own and the few words a story about imports needs. */
export async function openImports() {
  const database = await freshDatabase()
  const context: ImportContext = {
    database,
    clock: fixedClock('2026-11-21T12:00:00Z'),
    log: pino({ level: 'silent' }),
    within: [updateProfiles],
  }
  const upload = (content: string | Buffer, kind: ImportKind = 'purchases') =>
    uploadImport(context, {
      kind,
      fileName: 'purchases.csv',
      bytes: [Buffer.from(content as string)],
      createdBy: 'Anna',
    })
  const run = async (importId: string) => {
    await runImport(context, importId, never, true)
    return await findImport(database, importId)
  }
  return {
    database,
    context,
    upload,
    run,
    importFile: async (content: string | Buffer, mapping: Partial<ImportMapping> = {}) => {
      const { importId } = await upload(content)
      await startImport(context, importId, { mapping, language: 'de' })
      return await run(importId)
    },
    figures: async () => {
      type Figures = { customers: number; purchases: number; revenue: number; days: number }
      const { rows } = await sql<Figures>`
        select count(*) filter (where purchases > 0)::int as customers,
          coalesce(sum(purchases), 0)::int as purchases,
          coalesce(sum(revenue), 0)::bigint as revenue,
          coalesce(sum(purchase_days), 0)::int as days from profiles`.execute(database.kysely)
      return rows[0]!
    },
    refusedFile: async (row: Import, language: 'de' | 'en' = 'de') =>
      (await refusedRowsFile(database, row, language).toArray()).join(''),
    noDifference: async () => expect((await verifyProfiles(context)).differences).toEqual([]),
  }
}

export type Imports = Awaited<ReturnType<typeof openImports>>

export const result = ({
  status,
  accepted,
  duplicates,
  refused,
  customers,
  anonymous,
}: Import) => ({
  status,
  accepted,
  duplicates,
  refused,
  customers,
  anonymous,
})

export const reference = (name: string) =>
  readFileSync(new URL(`reference/${name}`, import.meta.url))
