import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { openSecret } from './secret.ts'

let database: TestDatabase
let root: string
beforeAll(async () => {
  database = await freshDatabase()
  root = await mkdtemp(join(tmpdir(), 'stammgast-secret-'))
})
afterAll(async () => {
  await database.close()
  await rm(root, { recursive: true })
})

describe('the secret', () => {
  test('is made once in a file that only its owner reads, also by ten at a time', async () => {
    const folder = { root, account: undefined }
    const secrets = await Promise.all(
      Array.from({ length: 10 }, () => openSecret(database, folder)),
    )
    expect(new Set(secrets).size).toBe(1)
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/)
    expect((await stat(join(root, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await readdir(root)).toEqual(['secret'])
  })

  test('is made once in a table where there is no folder', async () => {
    const secrets = await Promise.all(Array.from({ length: 10 }, () => openSecret(database, null)))
    expect(new Set(secrets).size).toBe(1)
    expect(await openSecret(database, null)).toBe(secrets[0])
  })
})
