import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { conflict } from '#kernel/errors.ts'
import { advisoryLocks } from '../advisory-locks.ts'
import { makeTables } from '../migrate.ts'
import type { Database } from '../open.ts'
import { refuseDifference } from './check-backup.ts'
import { listContents, quoted } from './contents.ts'
import { type End, type Head, type Sums, Tally, unreadable } from './format.ts'
import { type ReadTable, readBackup } from './read-backup.ts'

/**
 * Puts a copy into an empty database, in one transaction: all of it, counted and compared, or
 * nothing. The tables are those of the program that made the copy; `migrate` does the rest.
 * @throws Refusal where the database is not empty, the copy is damaged, or is newer than we are
 */
export async function restoreBackup(
  { connection }: Pick<Database, 'connection'>,
  source: AsyncIterable<Buffer>,
): Promise<{ head: Head; tables: Sums }> {
  const client = new Client({ ...connection, application_name: 'stammgast restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    await client.query('set local idle_in_transaction_session_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.migration])
    await refuseFull(client)
    const { head, tables } = await readBackup(source)
    await makeTables(client, head.migrations)
    const sums = await fill(client, tables)
    await client.query('commit')
    await client.query('analyze')
    return { head, tables: sums }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function refuseFull(client: Client) {
  const { rows } = await client.query<{ tables: number }>(
    `select count(*)::int as tables from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  if (rows[0]!.tables === 0) return
  throw conflict(
    'database_not_empty',
    'There are tables in this database already, and a copy is restored only where nothing is. Nothing was changed. Name a new data folder (--data), or a new database (DATABASE_URL).',
  )
}

async function fill(client: Client, tables: AsyncGenerator<ReadTable, End>): Promise<Sums> {
  const contents = await listContents(client)
  const columnsOf = new Map(contents.map(({ name, columns }) => [name, columns]))
  const rebuild = await setAside(client)
  const sums: Sums = {}
  for (;;) {
    const next = await tables.next()
    if (next.done) {
      refuseDifference(sums, next.value.tables)
      await rebuild()
      await setSequences(client, next.value.sequences)
      return sums
    }
    const { name, columns } = next.value
    const missing = columns.filter((column) => !columnsOf.get(name)?.includes(column))
    if (missing.length > 0) throw unreadable(`its table ${name} is of another make.`)
    sums[name] = await fillTable(client, next.value)
  }
}

async function fillTable(
  client: Client,
  { name, columns, rows }: ReadTable,
): Promise<Sums[string]> {
  const tally = new Tally()
  const counted = async function* () {
    for await (const chunk of rows) {
      tally.add(chunk)
      yield chunk
    }
  }
  const sink = client.query(
    from(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`),
  )
  await pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 2 }), sink)
  return tally.sum()
}

/**
 * Empties what migrations have put in, and takes triggers, references and indexes away until the
 * rows are there: what happened is not to happen again, and many rows are put in order more quickly
 * at once.
 */
async function setAside(client: Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ aside: string[]; again: string[] }>(setAsideQuery)
  const { aside, again } = rows[0]!
  for (const statement of aside) await client.query(statement)
  return async () => {
    for (const statement of again) await client.query(statement)
  }
}

const setAsideQuery = `
  with tables as (
    select oid, oid::regclass::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'
  ), steps (rank, aside, again) as (
    select 1, format('alter table %s disable trigger user', name),
      format('alter table %s enable trigger user', name)
    from tables
    union all
    select 2, format('alter table %s drop constraint %I', name, conname),
      format('alter table %s add constraint %I %s', name, conname, pg_get_constraintdef(pg_constraint.oid))
    from tables join pg_constraint on conrelid = tables.oid and contype = 'f'
    union all
    select 3, format('delete from %s', name), null from tables
    union all
    select 4, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from tables join pg_index on indrelid = tables.oid
    where not exists (select from pg_constraint where conindid = indexrelid)
  )
  select array_agg(aside order by rank) as aside,
    array_remove(array_agg(again order by rank desc), null) as again
  from steps`

async function setSequences(client: Client, sequences: End['sequences']): Promise<void> {
  for (const { name, lastValue, isCalled } of sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      quoted(name),
      lastValue,
      isCalled,
    ])
  }
}
