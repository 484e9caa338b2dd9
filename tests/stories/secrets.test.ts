import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealedPlaces } from '#cli/sealed-places.ts'
import { transaction } from '#database/transaction.ts'
import { beginAnew, resealAll } from '#domain/business/rotate-secret.ts'
import { open, type SealPurpose } from '#domain/business/seal.ts'
import { openSecret, takeNextSecret, writeNextSecret } from '#domain/business/secret.ts'
import { openHouse } from '#house.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { openTestServer } from '../server.ts'

const [first, second, third] = ['eins', 'zwei', 'drei'].map((word) => word.padEnd(32, '.')) as [
  string,
  string,
  string,
]

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  delete process.env.STAMMGAST_SECRET
  await database.close()
})

/** Whatever of the whole database this secret opens, by the purpose it was sealed for. */
async function opened(secret: string): Promise<SealPurpose[]> {
  const { rows: columns } = await database.pool.query(`
    select relname as table, attname as column from pg_attribute
    join pg_class on pg_class.oid = attrelid
    where relkind = 'r' and relnamespace = 'public'::regnamespace and atttypid = 'bytea'::regtype`)
  const found: SealPurpose[] = []
  for (const { table, column } of columns) {
    const { rows } = await database.pool.query(`select ${column} as sealed from ${table}`)
    for (const { sealed } of rows) {
      const purposes = Object.keys(sealedPlaces) as SealPurpose[]
      found.push(...purposes.filter((purpose) => opens(sealed, secret, purpose)))
    }
  }
  return found.sort()
}

function opens(sealed: Buffer | null, secret: string, purpose: SealPurpose): boolean {
  try {
    return sealed !== null && open(sealed, secret, purpose).length > 0
  } catch {
    return false
  }
}

test('a new secret seals all that the former one did, and nothing else changes', async () => {
  process.env.STAMMGAST_SECRET = first
  const server = await openTestServer({ database })
  const owner = await server.owner()
  const key = {
    headers: { 'idempotency-key': 'shop' },
    body: { kind: 'shopify', name: 'Shop', secret: 'shpss_0123456789abcdef' },
  }
  const made = await owner.send('POST', '/api/v1/connections', key)
  expect(made.status).toBe(201)
  await owner.post('/api/v1/session/authenticator')
  const { erasureKey } = server.house.context
  await server.app.close()

  const before = await opened(first)
  expect(before).toEqual(expect.arrayContaining(['authenticator', 'connection secret', 'kept key']))
  const count = await transaction(database, (tx) => resealAll(tx, sealedPlaces, first, second))
  expect(count).toBe(before.length)
  expect(await opened(first)).toEqual([])
  expect(await opened(second)).toEqual(before)

  process.env.STAMMGAST_SECRET = second
  const later = await openHouse({ database })
  expect(later.context.erasureKey).toBe(erasureKey)
  expect(later.replyKey).toBe(server.house.replyKey)
  process.env.STAMMGAST_SECRET = first
  await expect(openHouse({ database })).rejects.toThrow(/sealed with another secret/)
})

test('a lost secret is begun anew: what it sealed goes, and the program starts again', async () => {
  await transaction(database, (tx) => beginAnew(tx, sealedPlaces, third))
  expect(await opened(second)).toEqual([])
  expect(await opened(third)).toEqual(['connection secret'])
  process.env.STAMMGAST_SECRET = third
  expect((await openHouse({ database })).secret).toBe(third)
})

test('a secret file is taken over in one piece, and one that is gone is missed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'stammgast-secrets-'))
  const folder = { root, account: undefined }
  await expect(openSecret(database, folder)).rejects.toThrow(/is gone/)
  await writeFile(join(root, 'secret'), first)
  await expect(
    writeNextSecret(folder, async () => Promise.reject(new Error('the power went'))),
  ).rejects.toThrow('the power went')
  const next = await readFile(join(root, 'secret.next'), 'utf8')
  const opensOnly = (wanted: string) => async (secret: string) => {
    if (secret !== wanted) throw new Error('shut')
    return secret
  }
  // Sealed by the former one still, or by the next one already: both are found.
  expect(await takeNextSecret(folder, first, opensOnly(first))).toBe(first)
  expect(await takeNextSecret(folder, first, opensOnly(next))).toBe(next)
  expect(await readdir(root)).toEqual(['secret'])
  expect(await readFile(join(root, 'secret'), 'utf8')).toBe(next)
  await rm(root, { recursive: true })
})
