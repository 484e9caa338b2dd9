import * as imports from '#contract/endpoints/imports.ts'
import { type Caller, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { internalId, publicId } from '#kernel/ids.ts'
import { findImport, findImports, type Import, stateRefusal, viewOf } from './import.ts'
import { readOwnTerms } from './plan-import.ts'
import { previewImport } from './preview-import.ts'
import { refusedRowsFile } from './refused-rows.ts'
import { findMappings } from './saved-mapping.ts'
import { startImport } from './start-import.ts'
import { cancelImport, resumeImport, takeBackImport } from './steer-import.ts'
import { discardUpload, uploadImport } from './upload-import.ts'

export const routes = (context: Context): Route[] => [
  ...readingRoutes(context),
  ...fileRoutes(context),
  ...steeringRoutes(context),
]

const readingRoutes = (context: Context): Route[] => [
  on(imports.listImports, async ({ query, caller }) => {
    refuseStoreStaff(caller)
    const rows = await findImports(context.database, query.limit + 1, afterOf(query.cursor))
    const items = rows.slice(0, query.limit)
    const nextCursor = rows.length > query.limit ? cursorOf(items.at(-1)!) : null
    return { items: items.map(view), nextCursor }
  }),
  on(imports.readImport, async ({ params, caller }) => {
    refuseStoreStaff(caller)
    return view(await findImport(context.database, params.importId))
  }),
  on(imports.readRefusedRows, async ({ params, query, caller }) => {
    refuseStoreStaff(caller)
    const row = await findImport(context.database, params.importId)
    const { language } = await readOwnTerms(context.database)
    return {
      contentType: 'text/csv; charset=utf-8',
      fileName: `${row.fileName.replace(/\.[^.]*$/, '')}-refused.csv`,
      content: refusedRowsFile(context.database, row, query.language ?? language),
    }
  }),
  on(imports.listImportMappings, async ({ caller }) => {
    refuseStoreStaff(caller)
    return { items: await findMappings(context.database) }
  }),
]

const fileRoutes = (context: Context): Route[] => [
  on(imports.uploadImport, async ({ query, upload, caller }) => {
    refuseStoreStaff(caller)
    const createdBy = caller.kind === 'nobody' ? '' : caller.name
    return view(await uploadImport(context, { fileName: query.fileName, bytes: upload, createdBy }))
  }),
  on(imports.previewImport, ({ params, body, caller }) => {
    refuseStoreStaff(caller)
    return previewImport(context, params.importId, body)
  }),
  on(imports.discardImport, async ({ params, caller }) => {
    refuseStoreStaff(caller)
    await findImport(context.database, params.importId)
    if (await discardUpload(context.database, params.importId)) return
    throw stateRefusal('An import that was started can be taken back, but not thrown away.')
  }),
]

const steeringRoutes = (context: Context): Route[] => [
  on(imports.startImport, async ({ params, body, caller }) => {
    refuseStoreStaff(caller)
    return view(await startImport(context, params.importId, body))
  }),
  on(imports.cancelImport, async ({ params, caller }) => {
    refuseStoreStaff(caller)
    return view(await cancelImport(context, params.importId))
  }),
  on(imports.resumeImport, async ({ params, caller }) => {
    refuseStoreStaff(caller)
    return view(await resumeImport(context, params.importId))
  }),
  on(imports.takeBackImport, async ({ params, caller }) => {
    refuseStoreStaff(caller)
    return view(await takeBackImport(context, params.importId))
  }),
]

const view = (row: Import) => viewOf(row, new Date())

/** A file may hold the rows of every store, so it is nothing for staff of some stores only. */
function refuseStoreStaff(caller: Caller): void {
  if (caller.stores === null) return
  const message = 'Imports concern every store; your access is limited to some.'
  throw new Refusal('forbidden', 'limited_to_stores', message)
}

const cursorOf = (row: Import) => `${row.createdAt.toISOString()}~${publicId('imp', row.importId)}`

function afterOf(cursor: string | undefined): { createdAt: Date; importId: string } | null {
  if (cursor === undefined) return null
  const [instant = '', id = ''] = cursor.split('~')
  const createdAt = new Date(instant)
  const importId = internalId('imp', id)
  if (importId === null || Number.isNaN(createdAt.getTime())) {
    throw malformed('invalid_cursor', 'This cursor is not one of ours.', '/query/cursor')
  }
  return { createdAt, importId }
}
