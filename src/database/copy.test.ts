import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase, type TestDatabase } from '../../tests/database.ts'
import { type CopyValue, copyBinary, copyIn } from './copy.ts'
import { transaction } from './transaction.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await emptyDatabase()
  await sql`create table things (id int, content text, bytes bytea)`.execute(db.kysely)
})

afterAll(() => db.close())

describe('a binary copy', () => {
  it('hands over each type as it is', async () => {
    const id = '0190a3c4-8f5e-7abc-8def-0123456789ab'
    const seen: unknown[] = []
    await copyBinary(
      db,
      sql`select 7::int2, -8::int4, -9007199254740991::int8, 1.25::float8, 'für'::text,
                 ${id}::uuid, '\\x00ff'::bytea, true, null::int4, date '2000-01-31'`,
      (row) => {
        seen.push(row.int2(0), row.int4(1), row.int8(2), row.float8(3), row.text(4))
        seen.push(row.uuid(5), [...row.bytes(6)], row.boolean(7), row.isNull(8), row.int4(9))
      },
    )
    expect(seen).toEqual([7, -8, -9007199254740991, 1.25, 'für', id, [0, 255], true, true, 30])
  })

  it('gives every row in order, wherever the chunks of the socket are cut', async () => {
    let next = 1
    const rows = await copyBinary(
      db,
      sql`select i, repeat('x', i % 5000) from generate_series(1, ${20_000}) as i`,
      (row) => {
        expect([row.int4(0), row.lengths[1]]).toEqual([next, next % 5000])
        next++
      },
    )
    expect(rows).toBe(20_000)
  })

  it('can carry rows larger than any chunk, and none at all', async () => {
    let bytes = 0
    await copyBinary(db, sql`select repeat('x', 3000000)`, (row) => {
      bytes += row.bytes(0).length
    })
    expect(bytes).toBe(3_000_000)
    expect(await copyBinary(db, sql`select 1 where false`, () => undefined)).toBe(0)
  })

  it('quotes what would break out of a query', async () => {
    const hostile = [`'; drop table things; --`, `\\'; select 1`, '$1', '{"a","b"}', `line\nbreak`]
    const seen: string[] = []
    for (const text of hostile) {
      await copyBinary(db, sql`select ${text}::text`, (row) => seen.push(row.text(0)))
    }
    expect(seen).toEqual(hostile)
    const matches: number[] = []
    await copyBinary(
      db,
      sql`select array_position(${hostile}::text[], t) from unnest(${hostile}::text[]) as t`,
      (row) => matches.push(row.int4(0)),
    )
    expect(matches).toEqual([1, 2, 3, 4, 5])
  })

  it('refuses a NUL, which no text of PostgreSQL can hold', async () => {
    await expect(copyBinary(db, sql`select ${'a\0b'}::text`, () => undefined)).rejects.toThrow(
      'NUL',
    )
  })

  it('fails with the error of the server, midway too, and leaves the connection usable', async () => {
    const failing = sql`select 1 / (5000 - i) from generate_series(1, 10000) as i`
    await expect(copyBinary(db, failing, () => undefined)).rejects.toMatchObject({ code: '22012' })
    await expect(copyBinary(db, sql`select nonsense`, () => undefined)).rejects.toMatchObject({
      code: '42703',
    })
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('fails when its reader fails, or reads a field as what it is not', async () => {
    const numbers = sql`select i from generate_series(1, 1000) as i`
    const refuse = () => {
      throw new Error('enough')
    }
    await expect(copyBinary(db, numbers, refuse)).rejects.toThrow('enough')
    await expect(copyBinary(db, numbers, (row) => row.int8(0))).rejects.toThrow(
      'Field 0 has 4 bytes, not 8.',
    )
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('sees what its transaction has done', async () => {
    const rows = await transaction(db, async (tx) => {
      await sql`create temporary table mine on commit drop as select generate_series(1, 3)`.execute(
        tx,
      )
      return await copyBinary(tx, sql`select * from mine`, () => undefined)
    })
    expect(rows).toBe(3)
  })
})

describe('copying in', () => {
  const awkward: CopyValue[][] = [
    [1, 'tab\tline\nreturn\rback\\slash \\N "quoted"', Buffer.from([0, 92, 255])],
    [2, null, null],
    [3, '', Buffer.alloc(0)],
  ]

  it('stores every value as it was', async () => {
    expect(await copyIn(db, 'things', ['id', 'content', 'bytes'], awkward)).toBe(3)
    const { rows } = await db.pool.query('select * from things order by id')
    expect(rows.map(({ id, content, bytes }) => [id, content, bytes])).toEqual(awkward)
  })

  it('streams, and is part of its transaction', async () => {
    async function* many() {
      for (let id = 1; id <= 50_000; id++) yield [id, `thing ${id}`]
    }
    const undone = transaction(db, async (tx) => {
      await sql`truncate things`.execute(tx)
      expect(await copyIn(tx, 'things', ['id', 'content'], many())).toBe(50_000)
      const { rows } = await sql<{ n: number }>`select count(*) as n from things`.execute(tx)
      expect(rows).toEqual([{ n: 50_000 }])
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect((await db.pool.query('select count(*) as n from things')).rows).toEqual([{ n: 3 }])
  })

  it('stores nothing when one row is refused, or its source fails', async () => {
    function* breaking() {
      yield [4, 'four']
      throw new Error('the file ended early')
    }
    await expect(copyIn(db, 'things', ['id', 'content'], breaking())).rejects.toThrow('ended early')
    const wrong = [[5], ['six']]
    await expect(copyIn(db, 'things', ['id'], wrong)).rejects.toMatchObject({ code: '22P02' })
    expect((await db.pool.query('select count(*) as n from things')).rows).toEqual([{ n: 3 }])
  })
})
