import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '#kernel/errors.ts'
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { checkBackup } from './check-backup.ts'
import { packed, unpacked } from './file.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const passphrase = 'drei Brötchen um sieben'
const secret = 'des Hauses eigenes Geheimnis'

let db: TestDatabase
let empty: TestDatabase
let folder: string
let file: string

beforeAll(async () => {
  db = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
  file = join(folder, 'copy')
})
beforeEach(async () => {
  empty = await emptyDatabase()
})
afterEach(() => empty.close())
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

const copy = async (sealedBy: string | null = null) =>
  writeFile(file, packed(writeBackup(db, { version: '1.2.3', secret }), sealedBy))
const restore = (openedBy: string | null = null) => restoreBackup(empty, unpacked(file, openedBy))

const customers = async ({ pool }: TestDatabase) =>
  (await pool.query('select * from customers order by customer_id')).rows

/** Indexes, references and triggers, as they stand. */
const made = async ({ pool }: TestDatabase) =>
  (
    await pool.query(`
      select indexdef as made from pg_indexes where schemaname = 'public'
      union all
      select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
      union all
      select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
      order by 1`)
  ).rows

const addCustomer = (note = 'nobody') =>
  db.pool.query(
    `with made as (
       insert into customers (customer_id, created_at) values (gen_random_uuid(), now()) returning *
     ) insert into persons (customer_id, name) select customer_id, $1 from made`,
    [note],
  )

/** One change before the place somebody remembers, two behind it. */
async function changeAround() {
  const change = () =>
    db.pool.query(`insert into webhook_changes (type, occurred_at, content)
      values ('customer.changed', now(), '{}')`)
  await change()
  await db.pool.query('update voucher_returns_read set xid = pg_current_xact_id(), position = 7')
  await change()
  await change()
}

/** The same order, by numbers of transactions that any server has behind it. */
async function expectOrder({ pool }: TestDatabase) {
  const { rows } = await pool.query(`
    select (select xid from voucher_returns_read)::text as place,
      array(select xid::text from webhook_changes order by position) as log,
      pg_snapshot_xmin(pg_current_snapshot())::text as next`)
  const [place, next] = [Number(rows[0].place), Number(rows[0].next)]
  const [first, second, third] = rows[0].log.map(Number)
  expect([first < place, place < second, second === third, third < next]).toEqual(
    Array(4).fill(true),
  )
}

describe('a copy of the database', () => {
  it('is restored row by row, guarded as before, and only where nothing is', async () => {
    await addCustomer('Zeile\n\\.\nund\tTab \\ "ß" 🥐')
    await db.pool.query(`insert into stores (store_id, code, name, created_at)
      values (gen_random_uuid(), 'hafen', 'Hafen', now())`)
    await changeAround()
    await copy()
    const { head, tables } = await restore()
    expect([head.version, head.secret]).toEqual(['1.2.3', secret])
    expect(tables.persons?.rows).toBe(1)
    for (const table of ['customers', 'persons', 'stores', 'audit_entries', 'backup_settings']) {
      const [was, is] = await Promise.all(
        [db, empty].map(({ pool }) => pool.query(`select * from ${table} order by 1`)),
      )
      expect(is?.rows).toEqual(was?.rows)
    }
    // The next store does not take the number of another.
    const { rows } = await empty.pool.query(`insert into stores (store_id, code, name, created_at)
      values (gen_random_uuid(), 'markt', 'Markt', now()) returning number`)
    expect(rows).toEqual([{ number: 2 }])
    expect(await made(empty)).toEqual(await made(db))
    await expectOrder(empty)
    await expect(restore()).rejects.toMatchObject({ code: 'database_not_empty' })
  })

  it('that is damaged, or of a newer program, is refused and leaves nothing behind', async () => {
    await addCustomer()
    await copy()
    const bytes = await readFile(file)
    for (const damaged of [
      bytes.subarray(0, bytes.length - 40),
      Buffer.from(bytes).fill(7, 400, 401),
      Buffer.from('no copy at all'),
      Buffer.alloc(0),
    ]) {
      await writeFile(file, damaged)
      await expect(checkBackup(unpacked(file, null))).rejects.toMatchObject({
        code: 'backup_unreadable',
      })
      await expect(restore()).rejects.toBeInstanceOf(Refusal)
    }
    await db.pool.query(`insert into migrations (name, checksum) values ('9999-later.sql', 'x')`)
    await copy()
    await expect(restore()).rejects.toMatchObject({ code: 'database_newer' })
    await db.pool.query(`delete from migrations where name = '9999-later.sql'`)
    const { rows } = await empty.pool.query(`select 1 from pg_tables where schemaname = 'public'`)
    expect(rows).toEqual([])
  })
})

function withOtherByte(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at]! ^= 1
  return changed
}

describe('a sealed copy', () => {
  it('opens with its passphrase alone, and cannot be cut off, swapped or changed unnoticed', async () => {
    await addCustomer('Anna Ørsted')
    await copy(passphrase)
    expect((await readFile(file)).includes('Ørsted')).toBe(false)
    await expect(restore('another passphrase')).rejects.toMatchObject({ code: 'backup_unreadable' })
    await expect(restore()).rejects.toMatchObject({ code: 'backup_passphrase_missing' })
    await restore(passphrase)
    expect(await customers(empty)).toEqual(await customers(db))
    // Enough for several frames, which do not shrink.
    await db.pool.query(`update business set logo = (
      select string_agg(sha256(n::text::bytea), '') from generate_series(1, 6000) n)`)
    await copy(passphrase)
    const bytes = await readFile(file)
    expect(bytes.length).toBeGreaterThan(150_000)
    const begin = 19 + 16
    const frame = 4 + 65_536 + 16
    const [head, first, second, rest] = [
      bytes.subarray(0, begin),
      bytes.subarray(begin, begin + frame),
      bytes.subarray(begin + frame, begin + 2 * frame),
      bytes.subarray(begin + 2 * frame),
    ]
    for (const damaged of [
      [head, second, first, rest],
      [head, first, rest],
      [head, first, second],
      [head, first, second, withOtherByte(rest!, 100)],
    ]) {
      await writeFile(file, Buffer.concat(damaged as Buffer[]))
      await expect(checkBackup(unpacked(file, passphrase))).rejects.toMatchObject({
        code: 'backup_unreadable',
      })
    }
  })
})
