import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { migrate, migrationsFolder } from './migrate.ts'

describe('migrating', () => {
  let db: TestDatabase
  let folder: string

  beforeEach(async () => {
    db = await emptyDatabase()
    folder = await mkdtemp(join(tmpdir(), 'migrations-'))
    await give(
      '0001-jars.sql',
      'create table jars (id int primary key); insert into jars values (1);',
    )
    await give('0002-lids.sql', 'create table lids (id int primary key);')
  })

  afterEach(async () => {
    await db.close()
    await rm(folder, { recursive: true })
  })

  const give = (name: string, sql: string) => writeFile(join(folder, name), sql)
  const tables = async () => {
    const { rows } = await db.pool.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
    return rows.map(({ name }) => name)
  }

  it('applies the files in their order, each once', async () => {
    expect(await migrate(db, folder)).toEqual(['0001-jars.sql', '0002-lids.sql'])
    expect(await tables()).toEqual(['jars', 'lids', 'migrations'])
    await give('0003-labels.sql', 'create table labels (id int);')
    expect(await migrate(db, folder)).toEqual(['0003-labels.sql'])
    expect(await migrate(db, folder)).toEqual([])
  })

  it('is done once when two programs start together', async () => {
    const applied = await Promise.all([migrate(db, folder), migrate(db, folder)])
    expect(applied.flat().sort()).toEqual(['0001-jars.sql', '0002-lids.sql'])
  })

  it('leaves the old state when a file fails in its middle', async () => {
    await migrate(db, folder)
    await give('0003-broken.sql', 'drop table lids; create table labels (id int); select 1 / 0;')
    await expect(migrate(db, folder)).rejects.toThrow(
      'The migration 0003-broken.sql failed: division by zero',
    )
    expect(await tables()).toEqual(['jars', 'lids', 'migrations'])
    await give('0003-broken.sql', 'create table labels (id int);')
    expect(await migrate(db, folder)).toEqual(['0003-broken.sql'])
  })

  it('refuses a database that a newer program made, and touches nothing', async () => {
    await give('0003-labels.sql', 'create table labels (id int);')
    await migrate(db, folder)
    await rm(join(folder, '0003-labels.sql'))
    await expect(migrate(db, folder)).rejects.toMatchObject({
      code: 'database_newer',
      message: expect.stringContaining('made by a newer Stammgast (it knows the migration 0003'),
    })
    expect(await tables()).toEqual(['jars', 'labels', 'lids', 'migrations'])
  })

  it('refuses when an applied file was changed, but not for its line ends', async () => {
    await give('0002-lids.sql', 'create table lids (\n  id int primary key\n);\n')
    await migrate(db, folder)
    await give('0002-lids.sql', 'create table lids (\r\n  id int primary key\r\n);\r\n')
    expect(await migrate(db, folder)).toEqual([])
    await give('0002-lids.sql', 'create table lids (\n  id bigint primary key\n);\n')
    await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'migration_changed' })
  })
})

describe('the migrations of Stammgast', () => {
  it('have all been applied to a fresh database', async () => {
    const db = await freshDatabase()
    expect(await migrate(db)).toEqual([])
    const { rows } = await db.pool.query<{ name: string }>(
      'select name from migrations order by name collate "C"',
    )
    await db.close()
    const files = await readdir(migrationsFolder)
    expect(rows.map(({ name }) => name)).toEqual(files.sort())
  })

  it('have a number each', async () => {
    const numbers = (await readdir(migrationsFolder)).map((file) => file.slice(0, 4))
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
  })

  it('leave it to the program to end their transaction', async () => {
    for (const file of await readdir(migrationsFolder)) {
      const sql = await readFile(join(migrationsFolder, file), 'utf8')
      expect(sql).not.toMatch(/^\s*(begin|commit|rollback)\s*;/im)
    }
  })
})
