import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { readOnly, type Tx, transaction } from './transaction.ts'

describe('a transaction', () => {
  let db: TestDatabase

  beforeAll(async () => {
    db = await freshDatabase()
    await sql`create table jar (id int primary key, coins int not null)`.execute(db.kysely)
    await sql`insert into jar values (1, 10), (2, 10)`.execute(db.kysely)
  })

  afterAll(() => db.close())

  const add = (tx: Tx, id: number) =>
    sql`update jar set coins = coins + 1 where id = ${id}`.execute(tx)
  const coins = async () =>
    (await sql<{ coins: number }>`select coins from jar order by id`.execute(db.kysely)).rows.map(
      (row) => row.coins,
    )

  it('is run again as a whole when two of them block each other', async () => {
    const before = await coins()
    const bothHoldOne = Promise.withResolvers<void>()
    let holding = 0
    let attempts = 0
    const crossing = (first: number, second: number) =>
      transaction(db, async (tx) => {
        attempts++
        await add(tx, first)
        if (++holding === 2) bothHoldOne.resolve()
        await bothHoldOne.promise
        await add(tx, second)
      })
    await Promise.all([crossing(1, 2), crossing(2, 1)])
    // On a busy machine the server may send both back.
    expect(attempts).toBeGreaterThan(2)
    expect(await coins()).toEqual(before.map((count) => count + 2))
  })

  it('is run again when its connection is lost before the commit', async () => {
    const before = await coins()
    let attempts = 0
    await transaction(db, async (tx) => {
      await add(tx, 1)
      if (++attempts === 1) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
    })
    expect(attempts).toBe(2)
    expect(await coins()).toEqual([before[0]! + 1, before[1]])
  })

  it('is not run again when the connection is lost during the commit, for it may have happened', async () => {
    await sql`
      create function break_off() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`.execute(
      db.kysely,
    )
    await sql`create table brittle (id int)`.execute(db.kysely)
    await sql`
      create constraint trigger at_commit after insert on brittle
      deferrable initially deferred for each row execute function break_off()`.execute(db.kysely)
    let attempts = 0
    const doubtful = transaction(db, async (tx) => {
      attempts++
      await sql`insert into brittle values (1)`.execute(tx)
    })
    await expect(doubtful).rejects.toMatchObject({ code: 'database_unavailable' })
    expect(attempts).toBe(1)
  })

  it('leaves nothing behind when its work refuses', async () => {
    const before = await coins()
    const refused = transaction(db, async (tx) => {
      await add(tx, 1)
      throw new Error('no coin for you')
    })
    await expect(refused).rejects.toThrow('no coin for you')
    expect(await coins()).toEqual(before)
  })

  it('gives up after a bounded number of attempts', async () => {
    let attempts = 0
    const hopeless = transaction(db, async (tx) => {
      attempts++
      await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx)
    })
    await expect(hopeless).rejects.toMatchObject({ code: '40001' })
    expect(attempts).toBe(8)
  })

  it('sees one unchanging picture when it only reads, and may not write', async () => {
    const counted = await readOnly(db, async (tx) => {
      const count = async () =>
        (await sql<{ coins: number }>`select sum(coins) as coins from jar`.execute(tx)).rows[0]
          ?.coins
      const before = await count()
      await transaction(db, (other) => add(other, 1))
      return { before, after: await count() }
    })
    expect(counted.after).toBe(counted.before)
    await expect(readOnly(db, (tx) => add(tx, 1))).rejects.toMatchObject({ code: '25006' })
  })
})
