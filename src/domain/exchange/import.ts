import { sql } from 'kysely'
import type { ConsentColumn } from '#contract/endpoints/customer-files.ts'
import type { ImportKind, ImportStatus, ImportView } from '#contract/endpoints/imports.ts'
import type { ImportEncoding, ImportMapping } from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { Dialect } from './reading/separator.ts'

/** An import as the database keeps it. */
export type Import = {
  importId: string
  createdAt: Date
  fileName: string
  fileBytes: number
  encoding: ImportEncoding | null
  status: ImportStatus
  failure: string | null
  mappingId: string | null
  mapping: ImportMapping | null
  /** The file's own header, known once it was started. */
  header: string[] | null
  phase: 'reading' | 'counting'
  phaseStartedAt: Date | null
  bytesRead: number
  rowsTotal: number
  rowsBefore: number
  accepted: number
  duplicates: number
  refused: number
  anonymous: number
  customers: number | null
  done: Place | null
  startedAt: Date | null
  finishedAt: Date | null
  streamsTotal: number
  streamsDone: number
  kind: ImportKind
  /** How a file of customers is read. */
  reading: CustomerReading | null
  dryRun: boolean
  rowsDone: number
  created: number
  updated: number
  /** Rows that were taken without a consent they told. */
  withoutConsent: number
}

/** @property by who let it begin, as receipts of consent name them */
export type CustomerReading = {
  dialect: Dialect
  map: string | null
  consents: ConsentColumn[]
  by: string | null
}

/** Where a staged row stands in the order of counting. */
export type Place = { party: string; day: number; unit: string; rowNumber: number }

const columns = sql`
  import_id as "importId", created_at as "createdAt", file_name as "fileName",
  file_bytes as "fileBytes", encoding, status, failure, mapping_id as "mappingId", mapping, header, phase,
  phase_started_at as "phaseStartedAt", bytes_read as "bytesRead", rows_total as "rowsTotal",
  rows_before as "rowsBefore", accepted, duplicates, refused, anonymous, customers,
  case when done_party is not null then json_build_object(
    'party', done_party, 'day', done_day, 'unit', done_unit, 'rowNumber', done_row) end as done,
  started_at as "startedAt", finished_at as "finishedAt",
  streams_total as "streamsTotal", streams_done as "streamsDone", kind, reading,
  dry_run as "dryRun", rows_done as "rowsDone", created, updated,
  without_consent as "withoutConsent"`

/** @throws Refusal where there is no such import */
export async function findImport({ kysely }: Queryable, importId: string): Promise<Import> {
  const { rows } = await sql<Import>`
    select ${columns} from imports where import_id = ${importId}`.execute(kysely)
  if (!rows[0]) throw notFound('import')
  return rows[0]
}

/** Newest first; `after` is the last of the page before. */
export async function findImports(
  { kysely }: Queryable,
  limit: number,
  after: { createdAt: Date; importId: string } | null,
): Promise<Import[]> {
  const older = after
    ? sql`and (created_at, import_id) < (${after.createdAt}, ${after.importId}::uuid)`
    : sql``
  const { rows } = await sql<Import>`
    select ${columns} from imports where status <> 'uploading' ${older}
    order by created_at desc, import_id desc limit ${limit}`.execute(kysely)
  return rows
}

export const stateRefusal = (message: string) => conflict('import_state', message)

export function viewOf(row: Import, now: Date): ImportView {
  const read = row.accepted + row.duplicates + row.refused
  return {
    id: row.importId,
    kind: row.kind,
    dryRun: row.dryRun,
    fileName: row.fileName,
    fileBytes: row.fileBytes,
    status: row.status,
    failure: row.failure,
    mapping: row.mapping,
    result: {
      read,
      accepted: row.accepted,
      duplicates: row.duplicates,
      refused: row.refused,
      customers: row.customers,
      anonymous: row.anonymous,
    },
    progress: progressOf(row, read, now),
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  }
}

function progressOf(row: Import, read: number, now: Date): ImportView['progress'] {
  const seconds = row.phaseStartedAt ? (now.getTime() - row.phaseStartedAt.getTime()) / 1000 : 0
  if (row.status === 'taking_back') {
    const pace = paceOf(row.streamsDone, row.streamsDone, row.streamsTotal, seconds)
    return { phase: 'taking_back', ...pace, rowsDone: 0, rowsTotal: null, rowsPerSecond: null }
  }
  if (row.status !== 'running') return null
  // A file of customers is not read before it is taken: how far it is shows in its bytes.
  if (row.kind === 'customers') {
    const pace = paceOf(row.bytesRead, row.bytesRead, row.fileBytes, seconds)
    const rate = rateOf(read - row.rowsBefore, seconds)
    return { phase: 'counting', ...pace, rowsDone: read, rowsTotal: null, rowsPerSecond: rate }
  }
  if (row.phase === 'reading') {
    const pace = paceOf(row.bytesRead, row.bytesRead, row.fileBytes, seconds)
    return { phase: 'reading', ...pace, rowsDone: 0, rowsTotal: null, rowsPerSecond: null }
  }
  const since = read - row.rowsBefore
  return {
    phase: 'counting',
    ...paceOf(read, since, row.rowsTotal, seconds),
    rowsDone: read,
    rowsTotal: row.rowsTotal,
    rowsPerSecond: rateOf(since, seconds),
  }
}

const rateOf = (rows: number, seconds: number) =>
  rows > 0 && seconds > 0 ? Math.round(rows / seconds) : null

/** @param since what of `done` was done in these seconds */
function paceOf(done: number, since: number, total: number, seconds: number) {
  const known = since > 0 && seconds > 0.5
  return {
    share: total === 0 ? 0 : Math.min(1, done / total),
    secondsLeft: known ? Math.ceil(((total - done) / since) * seconds) : null,
  }
}
