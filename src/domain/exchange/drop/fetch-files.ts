import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { importBytesMax } from '#contract/endpoints/imports.ts'
import type { Queryable } from '#database/transaction.ts'
import type { Store, StoredFile } from '#domain/business/places/store.ts'
import type { ImportContext } from '../import-context.ts'
import { isFile } from './drop-folder.ts'
import { takeDropped } from './take-dropped.ts'

type Looked = { placeId: string; store: Store; signal: AbortSignal }

const filesMax = 1_000
/** Whoever writes a file is done when it has not changed for so long. */
const settledAfterMillis = 120_000
const folderPrefix = 'stammgast-fetched-'
const dayMillis = 86_400_000

/**
 * Takes in what lies there and was not taken yet, each file as it looks now once, and moves it to
 * `done` where that is allowed. A copy lies here only for as long as it is read.
 */
export async function fetchFiles(
  context: ImportContext,
  { placeId, store, signal }: Looked,
): Promise<void> {
  await sweepLeftOvers()
  const files = (await store.list()).filter(isSettled).sort(byName).slice(0, filesMax)
  const known = await findKnown(context.database, placeId, files)
  for (const file of files) {
    if (signal.aborted) return
    const look = lookOf(file)
    if (!known.has(look.toString('hex'))) {
      await take(context, store, file)
      await remember(context.database, placeId, look)
    }
    await store.moveInto('done', file.name)
  }
}

const isSettled = ({ name, bytes, changedAt }: StoredFile) =>
  isFile(name) &&
  !name.includes('/') &&
  bytes > 0 &&
  bytes <= importBytesMax &&
  Date.now() - changedAt.getTime() >= settledAfterMillis

const byName = (one: StoredFile, other: StoredFile) => (one.name < other.name ? -1 : 1)

async function take(context: ImportContext, store: Store, { name }: StoredFile): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), folderPrefix))
  try {
    const file = { name, path: join(path, name) }
    await pipeline(await store.read(name), createWriteStream(file.path, { mode: 0o600 }))
    await takeDropped(context, { path, seen: new Map(), fetched: true }, file)
  } finally {
    await rm(path, { recursive: true, force: true })
  }
}

/** Of a program that was killed while it read: such a file names people. */
async function sweepLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue
    const path = join(tmpdir(), name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > dayMillis)
      await rm(path, { recursive: true, force: true })
  }
}

const lookOf = ({ name, bytes, changedAt }: StoredFile): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([name, bytes, changedAt]))
    .digest()

async function findKnown(
  { kysely }: Queryable,
  placeId: string,
  files: readonly StoredFile[],
): Promise<Set<string>> {
  const looks = files.map((file) => lookOf(file).toString('hex'))
  const { rows } = await sql<{ look: string }>`
    select encode(look, 'hex') as look from fetched_files
    where place_id = ${placeId} and encode(look, 'hex') = any(${looks}::text[])`.execute(kysely)
  return new Set(rows.map(({ look }) => look))
}

async function remember({ kysely }: Queryable, placeId: string, look: Buffer): Promise<void> {
  await sql`
    insert into fetched_files (place_id, look, fetched_at) values (${placeId}, ${look}, now())
    on conflict do nothing`.execute(kysely)
}
