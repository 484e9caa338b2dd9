import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { type ImportMapping, importMapping } from '#contract/language/import-mapping.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { isReason } from './reading/reason-column.ts'

export type SavedMapping = { id: string; name: string; mapping: ImportMapping; lastUsedAt: Date }

type Row = Omit<SavedMapping, 'mapping'> & { content: unknown }

const columns = sql`mapping_id as id, name, content, last_used_at as "lastUsedAt"`

/** What tells one layout of files from another. */
export type Layout = { header: string[] | null; width: number }

/**
 * Saves how files of this layout are read; a layout keeps its id whatever is corrected about its
 * reading. Rows without a receipt number are known by that id: with a new one, the file read once
 * more would count twice.
 */
export async function saveMapping(
  tx: Tx,
  saved: { mapping: ImportMapping; layout: Layout; name: string; now: Date },
): Promise<string> {
  const header = ownHeader(saved.layout.header)
  const { rows } = await sql<{ id: string }>`
    insert into import_mappings (mapping_id, identity, name, header, content, last_used_at)
    values (${newId()}, ${identityOf(saved.layout)}, ${saved.name}, ${header}::text[],
      ${JSON.stringify(saved.mapping)}::jsonb, ${saved.now})
    on conflict (identity) do update set content = excluded.content,
      last_used_at = excluded.last_used_at
    returning mapping_id as id`.execute(tx)
  return rows[0]!.id
}

const identityOf = ({ header, width }: Layout): Buffer =>
  hash('sha256', JSON.stringify(ownHeader(header) ?? width), 'buffer')

/** A file of refused rows has the header of the file it came from, and reasons. */
const ownHeader = (header: string[] | null) => header?.filter((name) => !isReason(name)) ?? null

/** The mapping last used on a file with exactly this header. */
export async function findMappingFor(
  { kysely }: Queryable,
  header: string[] | null,
): Promise<SavedMapping | null> {
  if (header === null) return null
  const { rows } = await sql<Row>`
    select ${columns} from import_mappings where header = ${ownHeader(header)}::text[]
    order by last_used_at desc limit 1`.execute(kysely)
  return rows[0] ? ofRow(rows[0]) : null
}

export async function findMappings({ kysely }: Queryable): Promise<SavedMapping[]> {
  const { rows } = await sql<Row>`
    select ${columns} from import_mappings order by last_used_at desc limit 200`.execute(kysely)
  return rows.map(ofRow)
}

const ofRow = ({ content, ...row }: Row): SavedMapping => ({
  ...row,
  mapping: importMapping.parse(content),
})
