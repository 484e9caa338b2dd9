import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HoldingProgram, startHolding } from '../../tests/holding-program.ts'
import { makeTestFolder, removeTestFolder } from '../../tests/test-folder.ts'
import { canEnter, isRoot, unprivilegedAccount } from './account.ts'
import type { BundledServerOptions } from './bundled-server.ts'
import { type Database, openDatabase } from './open.ts'
import { readOnly, transaction } from './transaction.ts'

let prepared: string
let folder: string
let databases: Database[]
let programs: HoldingProgram[]

beforeAll(async () => {
  prepared = await makeTestFolder()
  await (await openDatabase({ databaseUrl: '', dataFolder: prepared })).close()
})

afterAll(() => removeTestFolder(prepared))

beforeEach(async () => {
  folder = await makeTestFolder()
  databases = []
  programs = []
})

/** Making everything anew costs seconds; most stories begin with a folder that is there already. */
const prepare = (place = folder) => {
  execFileSync('cp', ['-a', '--', join(prepared, 'postgresql'), place])
  const { uid, gid } = statSync(prepared)
  chownSync(place, uid, gid)
}

afterEach(async () => {
  for (const database of databases) await database.close()
  for (const program of programs) await program.kill()
  await removeTestFolder(folder)
})

const open = async (options: BundledServerOptions = {}) => {
  const db = await openDatabase({ databaseUrl: '', dataFolder: folder, ...options })
  databases.push(db)
  return db
}
const hold = (dataFolder = folder) => {
  const program = startHolding(dataFolder)
  programs.push(program)
  return program
}
const pidFile = () => join(folder, 'postgresql', 'data', 'postmaster.pid')
const serverPid = async () => Number.parseInt(await readFile(pidFile(), 'utf8'), 10)
const isStopped = () => !existsSync(pidFile())

const remember = (db: Database, word: string) =>
  transaction(db, async (tx) => {
    await sql`create table if not exists words (word text)`.execute(tx)
    await sql`insert into words values (${word})`.execute(tx)
  })
const remembered = (db: Database) =>
  readOnly(db, async (tx) => {
    const { rows } = await sql<{ word: string }>`select word from words`.execute(tx)
    return rows.map(({ word }) => word)
  })

describe('the bundled PostgreSQL', () => {
  it('is made, started, stopped, and found again with its data', async () => {
    const first = await open()
    await remember(first, 'Melange')
    await first.close()
    expect(isStopped()).toBe(true)
    const second = await open()
    expect(await remembered(second)).toEqual(['Melange'])
  })

  it('has no port, lets in only its own account, and guards what it stores', async () => {
    prepare()
    const db = await open()
    const { rows } = await db.pool.query(
      `select name, setting from pg_settings where name in
        ('listen_addresses', 'data_checksums', 'fsync', 'server_encoding', 'unix_socket_directories')
        order by name`,
    )
    expect(rows.map(({ setting }) => setting)).toEqual([
      'on',
      'on',
      '',
      'UTF8',
      `"${join(folder, 'postgresql')}"`,
    ])
    expect((await stat(join(folder, 'postgresql'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'postgresql'))).uid).not.toBe(0)
  })

  it('knows the letters of every language and sorts by their numbers', async () => {
    prepare()
    const db = await open()
    const { rows } = await db.pool.query(`select lower('ÄÉŽ') as lower, 'Z' < 'a' as by_number`)
    expect(rows).toEqual([{ lower: 'äéž', by_number: true }])
  })

  it('keeps what its owner wrote into postgresql.conf', async () => {
    prepare()
    const file = join(folder, 'postgresql', 'data', 'postgresql.conf')
    await writeFile(file, `${await readFile(file, 'utf8')}\nwork_mem = '33MB'\n`)
    const { rows } = await (await open()).pool.query('show work_mem')
    expect(rows).toEqual([{ work_mem: '33MB' }])
  })

  it('copies its programs again when a copy lost something', async () => {
    prepare()
    const inside = join(folder, 'postgresql')
    const copy = (await readdir(inside)).find((name) => name.startsWith('programs-'))!
    await writeFile(join(inside, copy, 'bin', 'postgres'), '')
    const { rows } = await (await open()).pool.query('select 1 as one')
    expect(rows).toEqual([{ one: 1 }])
  })
})

describe('several programs on one data folder', () => {
  beforeEach(() => prepare())

  it('share one server, which the last to leave stops', async () => {
    const other = hold()
    await other.opened
    const pid = await serverPid()
    const db = await open()
    await remember(db, 'Einspänner')
    await db.close()
    expect(await serverPid()).toBe(pid)
    await other.leave()
    expect(isStopped()).toBe(true)
  })

  it('may start at the same moment', async () => {
    const started = [hold(), hold(), hold()]
    await Promise.all(started.map(({ opened }) => opened))
    const db = await open()
    const { rows } = await db.pool.query(
      `select count(*) as n from pg_stat_activity where application_name = 'stammgast presence'`,
    )
    expect(rows).toEqual([{ n: 4 }])
  })

  it('may leave and come at the same moment', async () => {
    const first = hold()
    await first.opened
    const [db] = await Promise.all([open(), first.leave()])
    await remember(db, 'Verlängerter')
    expect(await remembered(db)).toEqual(['Verlängerter'])
  })
})

describe('after a crash', () => {
  beforeEach(() => prepare())

  it('of the program, the server lives on and is adopted', async () => {
    const victim = hold()
    await victim.opened
    const pid = await serverPid()
    await victim.kill()
    const db = await open()
    expect(await serverPid()).toBe(pid)
    await db.close()
    expect(isStopped()).toBe(true)
  })

  it('of PostgreSQL under a program, it is started again and nothing stored is lost', async () => {
    const db = await open()
    await remember(db, 'Kapuziner')
    const pid = await serverPid()
    process.kill(pid, 'SIGKILL')
    // Until it learns of the death, the session that remains would still take work.
    await expect.poll(() => db.pool.idleCount).toBe(0)
    await remember(db, 'Fiaker')
    await vi.waitFor(async () => expect(await serverPid()).not.toBe(pid), {
      timeout: 20_000,
      interval: 50,
    })
    expect(await remembered(db)).toEqual(['Kapuziner', 'Fiaker'])
  })

  it('of PostgreSQL under two programs, both go on with the same new one', async () => {
    const other = hold()
    await other.opened
    const db = await open()
    await remember(db, 'Kapuziner')
    process.kill(await serverPid(), 'SIGKILL')
    await vi.waitFor(
      async () => {
        const { rows } = await db.pool.query(
          `select count(*) as n from pg_stat_activity where application_name = 'stammgast presence'`,
        )
        expect(rows).toEqual([{ n: 2 }])
      },
      { timeout: 20_000, interval: 50 },
    )
    expect(await remembered(db)).toEqual(['Kapuziner'])
  })

  it('of PostgreSQL, a program that leaves meanwhile leaves in order', async () => {
    const db = await open()
    process.kill(await serverPid(), 'SIGKILL')
    await expect.poll(() => db.pool.idleCount).toBe(0)
    await db.close()
    await (await open()).close()
    expect(isStopped()).toBe(true)
  })

  it('of both, the next start recovers', async () => {
    const victim = hold()
    await victim.opened
    const db = await open()
    await remember(db, 'Mazagran')
    await db.close()
    const pid = await serverPid()
    await victim.kill()
    process.kill(pid, 'SIGKILL')
    expect(await remembered(await open())).toEqual(['Mazagran'])
  })

  it('of the machine, a number that another program got does not stop the start', async () => {
    const data = join(folder, 'postgresql', 'data')
    await writeFile(pidFile(), `${process.ppid}\n${data}\n1700000000\n5432\n${folder}\n\n  1 1\n`)
    const { rows } = await (await open()).pool.query('select 1 as one')
    expect(rows).toEqual([{ one: 1 }])
  })
})

describe('the data folder', () => {
  it('may lie too deep for a socket', async () => {
    await chmod(folder, 0o755)
    const deep = join(folder, 'ä'.repeat(60), 'b'.repeat(60))
    mkdirSync(deep, { recursive: true })
    prepare(deep)
    const db = await open({ dataFolder: deep })
    const { host } = db.connection
    expect(host).toMatch(/^\/tmp\/stammgast-[0-9a-f]{16}$/)
    expect((await stat(host!)).mode & 0o777).toBe(0o700)
    const other = hold(deep)
    await other.opened
    const { rows } = await db.pool.query(
      `select count(*) as n from pg_stat_activity where application_name = 'stammgast presence'`,
    )
    expect(rows).toEqual([{ n: 2 }])
    await other.leave()
    await db.close()
    expect(existsSync(host!)).toBe(false)
  })

  it('may have a name with blanks, commas and quotes', async () => {
    await chmod(folder, 0o755)
    const named = join(folder, `Café "Morgen", rot's`)
    mkdirSync(named)
    prepare(named)
    const db = await open({ dataFolder: named })
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  // The older programs are installed for this platform alone.
  const hasOlder = process.platform === 'linux' && process.arch === 'x64'
  it.runIf(hasOlder)('of another major version is refused, with the way to move', async () => {
    await (await open({ packageName: 'postgres-15' })).close()
    await expect(open()).rejects.toMatchObject({
      code: 'postgresql_major_different',
      message: expect.stringMatching(
        /written by PostgreSQL 15, .* brings PostgreSQL 18.*backup FILE/,
      ),
    })
    const db = await open({ packageName: 'postgres-15' })
    expect((await db.pool.query('show server_version')).rows[0]?.server_version).toMatch(/^15/)
  })

  it('must be a folder', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    for (const dataFolder of [file, join(file, 'below')]) {
      await expect(open({ dataFolder })).rejects.toMatchObject({ code: 'data_folder_unusable' })
    }
  })
})

describe.runIf(isRoot())('started as root', () => {
  it('refuses a folder that only root may enter, and says which', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    await mkdir(join(closed, 'inner'))
    await writeFile(join(closed, 'inner', 'something'), '')
    await chmod(folder, 0o755)
    await expect(open({ dataFolder: join(closed, 'inner', 'data') })).rejects.toMatchObject({
      code: 'data_folder_unreachable',
      message: expect.stringContaining(`may not enter ${closed}.`),
    })
    expect(await readdir(join(closed, 'inner'))).toEqual(['something'])
  })

  it('serves the folder of an ordinary user as that user', async () => {
    await chown(folder, 12_345, 12_345)
    // Nobody has this number, and PostgreSQL wants a name: the reason must reach the reader.
    await expect(open()).rejects.toMatchObject({
      code: 'bundled_postgresql_failed',
      message: expect.stringContaining('12345'),
    })
  })

  const account = unprivilegedAccount()
  it.runIf(account && canEnter(account, import.meta.dirname))(
    'shares its server with a program of the ordinary user it runs as',
    async () => {
      prepare()
      const ordinary = startHolding(folder, account)
      programs.push(ordinary)
      await ordinary.opened
      const pid = await serverPid()
      const db = await open()
      expect(await serverPid()).toBe(pid)
      await ordinary.leave()
      await db.close()
      const again = startHolding(folder, account)
      programs.push(again)
      await again.opened
      await again.leave()
      expect(isStopped()).toBe(true)
    },
  )
})
