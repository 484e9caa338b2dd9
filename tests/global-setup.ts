import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { joinBundledServer } from '#database/bundled-server.ts'
import { migrate } from '#database/migrate.ts'
import { makeTestFolder, removeAbandonedTestFolders, removeTestFolder } from './test-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { host: string; port: number; user: string }
  }
}

/** One PostgreSQL for the whole run, with a migrated database to copy from. */
export default async function setup(project: TestProject) {
  await removeAbandonedTestFolders()
  const folder = await makeTestFolder()
  const server = await joinBundledServer({
    dataFolder: folder,
    packageName: process.env.STAMMGAST_TEST_POSTGRES === '15' ? 'postgres-15' : undefined,
    // Nothing here outlives the run; the tests of crashes start servers of their own.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      // Several files run at once, and a story of a race takes 50 for itself.
      max_connections: '200',
      // Many small databases, all in memory already: what the servers take besides stays small.
      shared_buffers: '256MB',
      max_wal_size: '256MB',
    },
  })
  await buildTemplate(server.connection)
  const { host, port, user } = server.connection
  project.provide('postgres', { host: host!, port: port!, user: user! })
  return async () => {
    await server.leave()
    await removeTestFolder(folder)
  }
}

async function buildTemplate(connection: Parameters<typeof migrate>[0]['connection']) {
  const client = new Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    await client.query('create database template_stammgast')
    await migrate({ connection: { ...connection, database: 'template_stammgast' } })
  } finally {
    await client.end()
  }
}
