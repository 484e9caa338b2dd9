import { sql } from 'kysely'
import type { TakenBalances } from '#contract/endpoints/balance-files.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'

type NewFile = { hash: Buffer; at: Date; by: string }

/** Begins a file, or goes on with the same one, unless that was taken back. @returns its id */
export async function beginFile(tx: Tx, { hash, at, by }: NewFile): Promise<string> {
  await sql`
    insert into balance_files (file_id, file_hash, rows, taken_at, taken_by)
    values (${newId()}, ${hash}, 0, ${at}, ${by})
    on conflict (file_hash) where taken_back_at is null do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select file_id as id from balance_files
    where file_hash = ${hash} and taken_back_at is null for update`.execute(tx)
  return rows[0]!.id
}

export async function countRows(tx: Tx, fileId: string): Promise<void> {
  await sql`
    update balance_files
    set rows = (select count(*) from balance_rows where balance_rows.file_id = balance_files.file_id)
    where file_id = ${fileId}`.execute(tx)
}

/** Files that brought anything, the latest first. */
export async function listFiles({ kysely }: Queryable): Promise<TakenBalances[]> {
  const { rows } = await sql<TakenBalances>`${filesWhere(sql`rows > 0`)}`.execute(kysely)
  return rows
}

/** @throws Refusal where there is none */
export async function readFile({ kysely }: Queryable, fileId: string): Promise<TakenBalances> {
  const { rows } = await sql<TakenBalances>`${filesWhere(sql`file_id = ${fileId}`)}`.execute(kysely)
  if (!rows[0]) throw notFound('balance_file')
  return rows[0]
}

const filesWhere = (condition: ReturnType<typeof sql>) => sql`
  select file_id as id, rows, taken_at as "takenAt", staff.name as "takenBy",
    taken_back_at as "takenBackAt", coalesce((
      select json_agg(total order by total.currency)
      from (
        select balance_rows.currency, point_currencies.name, sum(points)::float8 as points
        from balance_rows join point_currencies using (currency)
        where balance_rows.file_id = balance_files.file_id
        group by balance_rows.currency, point_currencies.name
      ) as total
    ), '[]') as totals
  from balance_files left join staff on 'staff ' || staff_id = taken_by
  where ${condition}
  order by taken_at desc, file_id desc`

/** What point currencies are called now, by key. */
export async function currencyNames(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ currency: string; name: string }>`
    select currency, name from point_currencies`.execute(tx)
  return new Map(rows.map(({ currency, name }) => [currency, name]))
}
