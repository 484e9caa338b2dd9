import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import * as imports from '#contract/endpoints/imports.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { callerName, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { findImport, findImports, type Import, stateRefusal, viewOf } from './import.ts'
import { readOwnTerms } from './plan-import.ts'
import { previewImport } from './preview-import.ts'
import { refusedRowsFile } from './refused-rows.ts'
import { findMappings } from './saved-mapping.ts'
import { startImport } from './start-import.ts'
import { cancelImport, resumeImport, takeBackImport } from './steer-import.ts'
import { discardUpload, uploadImport } from './upload-import.ts'

export const routes = (context: Context): Route[] =>
  [...readingRoutes(context), ...fileRoutes(context), ...steeringRoutes(context)].map((route) =>
    forAllStores(route),
  )

const readingRoutes = (context: Context): Route[] => [
  on(imports.listImports, async ({ query }) => {
    const rows = await findImports(context.database, query.limit + 1, afterOf(query.cursor))
    const items = rows.slice(0, query.limit)
    const nextCursor = rows.length > query.limit ? cursorOf(items.at(-1)!) : null
    return { items: items.map(view), nextCursor }
  }),
  on(imports.readImport, async ({ params }) =>
    view(await findImport(context.database, params.importId)),
  ),
  on(imports.readRefusedRows, async ({ params, query }) => {
    const row = await findImport(context.database, params.importId)
    const { language } = await readOwnTerms(context.database)
    return {
      contentType: 'text/csv; charset=utf-8',
      fileName: `${row.fileName.replace(/\.[^.]*$/, '')}-refused.csv`,
      content: refusedRowsFile(context.database, row, query.language ?? language),
    }
  }),
  on(imports.listImportMappings, async () => ({ items: await findMappings(context.database) })),
]

const fileRoutes = (context: Context): Route[] => [
  on(imports.uploadImport, async ({ query, upload, caller }) => {
    const createdBy = callerName(caller)
    return view(await uploadImport(context, { ...query, bytes: upload, createdBy }))
  }),
  on(imports.previewImport, ({ params, body }) => previewImport(context, params.importId, body)),
  on(imports.discardImport, async ({ params }) => {
    await findImport(context.database, params.importId)
    if (await discardUpload(context.database, params.importId)) return
    throw stateRefusal('An import that was started can be taken back, but not thrown away.')
  }),
]

const steeringRoutes = (context: Context): Route[] => [
  on(imports.startImport, async ({ params, body }) =>
    view(await startImport(context, params.importId, body)),
  ),
  on(imports.cancelImport, async ({ params }) =>
    view(await cancelImport(context, params.importId)),
  ),
  on(imports.resumeImport, async ({ params }) =>
    view(await resumeImport(context, params.importId)),
  ),
  on(imports.takeBackImport, async ({ params }) =>
    view(await takeBackImport(context, params.importId)),
  ),
]

const view = (row: Import) => viewOf(row, new Date())

/** A file may hold the rows of every store, so it is nothing for staff of some stores only. */
const forAllStores = ofEveryStore('Imports concern every store; your access is limited to some.')

const place = z.strictObject({ createdAt: z.iso.datetime(), importId: uuid })

const cursorOf = ({ createdAt, importId }: Import) =>
  encodeCursor({ createdAt: createdAt.toISOString(), importId })

function afterOf(cursor: string | undefined): { createdAt: Date; importId: string } | null {
  if (cursor === undefined) return null
  const { createdAt, importId } = decodeCursor(cursor, place)
  return { createdAt: new Date(createdAt), importId }
}
