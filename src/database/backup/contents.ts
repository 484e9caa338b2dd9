import type { ClientBase } from 'pg'

/** A table as it is copied: its columns, and the query whose rows they are. */
export type CopiedTable = { name: string; columns: string[]; query: string }

/** What a copy leaves out, and why. */
const leftOut = [
  // told apart, in the head of the copy
  'migrations',
  'secrets',
  // of the programs that ran then
  'machines',
  'job_runs',
  // whoever had left, or used up a link, must not come back with it
  'staff_sessions',
  'sign_in_steps',
  'sign_in_attempts',
  'set_up_links',
]

type Column = { name: string; isTransaction: boolean; isWritten: boolean }
type Row = { name: string; columns: Column[] }

/**
 * Every table that outlives a crash, by the catalogue: a new one is copied without being named.
 *
 * Numbers of transactions mean nothing on another server, yet readers of the log remember by them
 * how far they have come. They are copied as small numbers in the same order: those that somebody
 * remembers each keep their own, all between two of them share one.
 */
export async function listContents(client: ClientBase): Promise<CopiedTable[]> {
  const { rows } = await client.query<Row>(
    `select tables.relname as name,
       json_agg(json_build_object(
         'name', columns.attname,
         'isTransaction', columns.atttypid = 'xid8'::regtype,
         'isWritten', columns.atthasdef and columns.attgenerated = ''
       ) order by columns.attnum) as columns
     from pg_class as tables
     join pg_attribute as columns on columns.attrelid = tables.oid
       and columns.attnum > 0 and not columns.attisdropped and columns.attgenerated = ''
     where tables.relnamespace = 'public'::regnamespace
       and tables.relkind = 'r' and tables.relpersistence = 'p'
       and tables.relname <> all($1)
     group by tables.relname order by tables.relname collate "C"`,
    [leftOut],
  )
  const remembered = await rememberedTransactions(client, rows)
  return rows.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name),
    query: `select ${columns.map((column) => read(column, remembered)).join(', ')} from ${quoted(name)}`,
  }))
}

/** A column that fills itself belongs to a log; every other one remembers a place in one. */
async function rememberedTransactions(client: ClientBase, tables: Row[]): Promise<string[]> {
  const places = tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ isTransaction, isWritten }) => isTransaction && !isWritten)
      .map((column) => `select ${quoted(column.name)} as xid from ${quoted(name)}`),
  )
  if (places.length === 0) return []
  const { rows } = await client.query<{ xid: string }>(
    `select distinct xid::text as xid, xid as value
     from (${places.join(' union all ')}) as places where xid is not null order by value`,
  )
  return rows.map(({ xid }) => xid)
}

/** The least number that PostgreSQL gives to a transaction of anybody. */
const firstNumber = 3

function read({ name, isTransaction }: Column, remembered: readonly string[]): string {
  if (!isTransaction) return quoted(name)
  const known = `'{${remembered.join(',')}}'::xid8[]`
  return `(${firstNumber} + 2 * width_bucket(${quoted(name)}, ${known})
    + (${quoted(name)} <> all(${known}))::integer) as ${quoted(name)}`
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

export type Sequence = { name: string; lastValue: string; isCalled: boolean }

/** Read after the tables: a number that was given since is never given again. */
export async function listSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"`,
  )
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const { rows: state } = await client.query<Omit<Sequence, 'name'>>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${quoted(name)}`,
    )
    sequences.push({ name, ...state[0]! })
  }
  return sequences
}
