import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { connectPool, type Database } from '#database/open.ts'
import { columnTypes } from '#database/type-parsers.ts'

export type TestDatabase = Database & {
  name: string
  /** For programs that a test starts: they find this database by DATABASE_URL. */
  url: string
  /** Lets it stand as it is, for others to begin with. */
  leave(): Promise<void>
}

/** A migrated database of one's own, gone when closed; or a copy of one that was left. */
export const freshDatabase = (template = 'template_stammgast') => createFrom(template)

/** One without any table. */
export const emptyDatabase = () => createFrom('template0')

async function createFrom(template: string): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(`create database ${name} template ${template} strategy file_copy`)
  const connection = { ...server, database: name, ssl: false, types: columnTypes }
  const connected = connectPool(connection, {})
  const close = async () => {
    await connected.close()
    await administer(`drop database if exists ${name} with (force)`)
  }
  const url = `postgresql:///${name}?user=${server.user}&host=${encodeURIComponent(server.host)}&port=${server.port}`
  return { ...connected, connection, kind: 'outside', close, leave: connected.close, name, url }
}

async function administer(statement: string) {
  const client = new Client({ ...inject('postgres'), database: 'postgres', ssl: false })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
