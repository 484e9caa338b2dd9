import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, type ClientConfig } from 'pg'
import { conflict } from '#kernel/errors.ts'
import { advisoryLocks } from './advisory-locks.ts'

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** One file of `migrations/`. The checksum does not mind how a checkout ends its lines. */
export type Migration = { name: string; checksum: string; sql: string }

/**
 * Brings the database to the state this program knows and returns the names of the files that
 * were applied now. Each file is one transaction: if it fails, the database stands where the
 * file before it ended.
 */
export async function migrate(
  { connection }: { connection: ClientConfig },
  folder = migrationsFolder,
): Promise<string[]> {
  const known = await readMigrations(folder)
  const client = new Client({ ...connection, application_name: 'stammgast migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLocks.migration])
    const pending = await findPending(client, known)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  return await Promise.all(
    names.sort().map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

const createJournal = `
  create table if not exists migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`

async function findPending(client: Client, known: readonly Migration[]): Promise<Migration[]> {
  await client.query(createJournal)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations order by name collate "C"',
  )
  const knownByName = new Map(known.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of rows) {
    const ours = knownByName.get(name)
    if (!ours) throw newerDatabase(name)
    if (ours.checksum !== checksum) throw changedMigration(name)
  }
  const applied = new Set(rows.map(({ name }) => name))
  return known.filter(({ name }) => !applied.has(name))
}

const newerDatabase = (name: string) =>
  conflict(
    'database_newer',
    `This database was made by a newer Stammgast (it knows the migration ${name}, this program does not). Nothing was changed. Start the newer program, or restore a backup from before its first start.`,
  )

const changedMigration = (name: string) =>
  conflict(
    'migration_changed',
    `The migration ${name} is not the one that made this database: its file was changed afterwards. Nothing was changed. Restore the file as it was released, or start with a new database.`,
  )

async function apply(client: Client, migration: Migration) {
  await client.query('begin')
  try {
    await write(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The migration ${migration.name} failed: ${reason}`, { cause: error })
  }
}

async function write(client: Client, { name, checksum, sql }: Migration) {
  await client.query(sql)
  await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
}

/**
 * Makes the tables of an earlier or the present state in an empty database, within the caller's
 * transaction.
 * @throws Refusal where this program does not know that state
 */
export async function makeTables(
  client: Client,
  wanted: readonly Pick<Migration, 'name' | 'checksum'>[],
): Promise<void> {
  const known = await readMigrations()
  await client.query(createJournal)
  for (const [index, { name, checksum }] of wanted.entries()) {
    const ours = known[index]
    if (ours?.name !== name) throw newerDatabase(name)
    if (ours.checksum !== checksum) throw changedMigration(name)
    await write(client, ours)
  }
}
