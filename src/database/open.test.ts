import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../../tests/database.ts'
import { openDatabase } from './open.ts'
import { unfitness } from './outside-server.ts'

describe('a database named by its address', () => {
  it('is used as it is', async () => {
    const made = await freshDatabase()
    const db = await openDatabase({ databaseUrl: made.url })
    const { rows } = await db.pool.query('select current_database() as name')
    expect(rows).toEqual([{ name: made.name }])
    expect(db.kind).toBe('outside')
    await db.close()
    await made.close()
  })

  it('is refused when nobody answers, without showing the password', async () => {
    const opening = openDatabase({ databaseUrl: 'postgresql://anna:geheim@127.0.0.1:1/x' })
    const error = await opening.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'database_unreachable' })
    expect(String(error)).toContain('ECONNREFUSED')
    expect(String(error)).not.toContain('geheim')
  })

  it('is refused where it is none, in words that say how one looks, and never shows it', async () => {
    for (const databaseUrl of ['geheim', 'localhost:5432/geheim', 'mysql://anna:geheim@db/x']) {
      const error = await openDatabase({ databaseUrl }).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'database_unreachable' })
      expect(String(error)).toContain('postgres://user:password@host:5432/name')
      expect(String(error)).not.toContain('geheim')
    }
  })

  it('must be a PostgreSQL 15 or later with texts in UTF-8', () => {
    expect(unfitness({ version: 140_012, encoding: 'UTF8' })?.message).toBe(
      'DATABASE_URL names a PostgreSQL 14; Stammgast needs 15 or later.',
    )
    expect(unfitness({ version: 180_004, encoding: 'LATIN1' })?.code).toBe('database_not_utf8')
    expect(unfitness({ version: 150_000, encoding: 'UTF8' })).toBeUndefined()
  })
})

describe('the columns of an answer', () => {
  it('arrive as values that lose nothing', async () => {
    const db = await freshDatabase()
    const { rows } = await db.pool.query(`
      select 9007199254740991::int8 as large, '{1,null}'::int8[] as several,
             12345678901234567890.123::numeric as exact, '{0.1,null}'::numeric[] as exacts,
             date '2024-02-29' as day, '{2024-02-29}'::date[] as days,
             timestamptz '2024-02-29 13:00:00+01' as moment, null::int8 as nothing`)
    expect(rows).toEqual([
      {
        large: 9007199254740991,
        several: [1, null],
        exact: '12345678901234567890.123',
        exacts: ['0.1', null],
        day: '2024-02-29',
        days: ['2024-02-29'],
        moment: new Date('2024-02-29T12:00:00Z'),
        nothing: null,
      },
    ])
    await expect(db.pool.query('select 9007199254740992::int8')).rejects.toThrow('too large')
    await db.close()
  })
})
