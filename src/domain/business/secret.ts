import { randomBytes } from 'node:crypto'
import { chown, link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Account } from '#database/account.ts'
import { errorCode } from '#database/error-code.ts'
import type { Database } from '#database/open.ts'
import { readIfThere } from '#database/read-if-there.ts'
import { Refusal } from '#kernel/errors.ts'
import { isAnythingKept } from './kept-keys.ts'

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
  return folder ? await secretInFile(folder, kysely) : await secretInTable(kysely)
}

async function secretInFile(
  { root, account }: Folder,
  kysely: Database['kysely'],
): Promise<string> {
  const file = join(root, 'secret')
  const known = await readIfThere(file)
  if (known !== null) return known
  // Another secret would open nothing of what is there.
  if (await isAnythingKept({ kysely })) throw secretMissing(file)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, randomBytes(bytes).toString('hex'), { mode: 0o600 })
  if (account) await chown(draft, account.uid, account.gid)
  // Whoever links first wins; a program that starts at the same moment reads what the other wrote.
  await link(draft, file).catch(ignoreExisting)
  await rm(draft)
  return await readFile(file, 'utf8')
}

const secretMissing = (file: string) =>
  new Refusal(
    'unavailable',
    'secret_missing',
    `The file ${file} is gone, and with it what opens the secrets in the database. Put it back from where you keep it. If it is lost for good: stammgast rotate-key --former-is-lost`,
  )

/** How a new secret comes to be: beside the old one first, in its place once all is sealed by it. */
export async function writeNextSecret(
  { root, account }: Folder,
  seal: (secret: string) => Promise<void>,
): Promise<void> {
  const next = join(root, 'secret.next')
  const secret = randomBytes(bytes).toString('hex')
  await writeFile(next, secret, { mode: 0o600 })
  if (account) await chown(next, account.uid, account.gid)
  await seal(secret)
  await rename(next, join(root, 'secret'))
}

/**
 * Opens with the secret, or else with the one that was about to follow it when the program was
 * stopped; which then takes its place.
 */
export async function takeNextSecret<T>(
  folder: Folder | null,
  secret: string,
  open: (secret: string) => Promise<T>,
): Promise<T> {
  try {
    return await open(secret)
  } catch (error) {
    const next = folder && (await readIfThere(join(folder.root, 'secret.next')))
    if (!folder || !next) throw error
    const opened = await open(next)
    await rename(join(folder.root, 'secret.next'), join(folder.root, 'secret'))
    return opened
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

/** Whether a secret lies here before anything is put in. */
export const hasSecret = async (folder: Folder | null): Promise<boolean> =>
  folder !== null && (await readIfThere(join(folder.root, 'secret'))) !== null

async function keepInFile({ root, account }: Folder, secret: string): Promise<boolean> {
  const file = join(root, 'secret')
  const known = await readIfThere(file)
  if (known !== null) return known === secret
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' })
  if (account) await chown(file, account.uid, account.gid)
  return true
}
