import { randomBytes } from 'node:crypto'
import { chown, link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Account } from '#database/account.ts'
import { errorCode } from '#database/error-code.ts'
import type { Database } from '#database/open.ts'

const bytes = 32

type Folder = { root: string; account: Account | undefined }

/**
 * The program's own secret, made at its first start. It lies beside the bundled database, in a
 * file only its account may read, so that a dump alone opens no session; with a database server of
 * one's own there is no such place, and it lies in a table unless the environment names one.
 */
export async function openSecret(
  { kysely }: Pick<Database, 'kysely'>,
  folder: Folder | null,
): Promise<string> {
  return folder ? await secretInFile(folder) : await secretInTable(kysely)
}

async function secretInFile({ root, account }: Folder): Promise<string> {
  const file = join(root, 'secret')
  const known = await readIfThere(file)
  if (known !== null) return known
  const draft = `${file}.${process.pid}`
  await writeFile(draft, randomBytes(bytes).toString('hex'), { mode: 0o600 })
  if (account) await chown(draft, account.uid, account.gid)
  // Whoever links first wins; a program that starts at the same moment reads what the other wrote.
  await link(draft, file).catch(ignoreExisting)
  await rm(draft)
  return await readFile(file, 'utf8')
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

function ignoreExisting(error: unknown) {
  if (errorCode(error) !== 'EEXIST') throw error
}

async function secretInTable(kysely: Database['kysely']): Promise<string> {
  const fresh = randomBytes(bytes).toString('hex')
  await sql`
    insert into secrets (name, value) values ('program', ${fresh}) on conflict do nothing
  `.execute(kysely)
  const { rows } = await sql<{ value: string }>`
    select value from secrets where name = 'program'
  `.execute(kysely)
  return rows[0]!.value
}

/**
 * Keeps the secret of a copy where a new program looks for its own.
 * @returns false where another one is there already
 */
export async function keepSecret(
  { kysely }: Pick<Database, 'kysely'>,
  folder: Folder | null,
  secret: string,
): Promise<boolean> {
  if (folder) return await keepInFile(folder, secret)
  const { rows } = await sql<{ value: string }>`
    with kept as (
      insert into secrets (name, value) values ('program', ${secret})
      on conflict do nothing returning value
    )
    select value from kept union all select value from secrets where name = 'program'
  `.execute(kysely)
  return rows[0]!.value === secret
}

async function keepInFile({ root, account }: Folder, secret: string): Promise<boolean> {
  const file = join(root, 'secret')
  const known = await readIfThere(file)
  if (known !== null) return known === secret
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' })
  if (account) await chown(file, account.uid, account.gid)
  return true
}
