import { hash } from 'node:crypto'
import { sql } from 'kysely'
import {
  type ImportMapping,
  importFields,
  importMapping,
} from '#contract/language/import-mapping.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { placeColumns } from './reading/columns.ts'
import { isReason } from './reading/reason-column.ts'

export type SavedMapping = { id: string; name: string; mapping: ImportMapping; lastUsedAt: Date }

type Row = Omit<SavedMapping, 'mapping'> & { content: unknown }

const columns = sql`mapping_id as id, name, content, last_used_at as "lastUsedAt"`

/**
 * Saves how files of this layout are read; the same layout keeps its id. Rows without a receipt
 * number are known by that id, so it must not change when only a format is corrected: the file
 * read once more would count twice.
 */
export async function saveMapping(
  tx: Tx,
  saved: { mapping: ImportMapping; header: string[] | null; name: string; now: Date },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into import_mappings (mapping_id, identity, name, header, content, last_used_at)
    values (${newId()}, ${identityOf(saved.mapping, saved.header)}, ${saved.name},
      ${ownHeader(saved.header)}::text[], ${JSON.stringify(saved.mapping)}::jsonb, ${saved.now})
    on conflict (identity) do update set header = excluded.header, content = excluded.content,
      last_used_at = excluded.last_used_at
    returning mapping_id as id`.execute(tx)
  return rows[0]!.id
}

/** A file of refused rows has the header of the file it came from, and reasons. */
const ownHeader = (header: string[] | null) => header?.filter((name) => !isReason(name)) ?? null

/** What the columns mean, whether they are named or numbered. */
export function identityOf(mapping: ImportMapping, header: string[] | null): Buffer {
  const places = placeColumns(mapping, header)
  const meaning = importFields.flatMap((field) => {
    const place = places[field]
    return place === undefined ? [] : [[field, nameOf(place, header)]]
  })
  return hash('sha256', JSON.stringify([mapping.rows, meaning]), 'buffer')
}

function nameOf(place: number, header: string[] | null): string | number {
  const name = header?.[place] ?? ''
  const alone = header?.indexOf(name) === header?.lastIndexOf(name)
  return name !== '' && alone ? name : place + 1
}

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
