import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { errorCode } from '#database/error-code.ts'
import type { BackupPlace } from '#domain/business/backups/backup-place.ts'
import { erasureListOf, keepErasureList } from './erasure-list.ts'

type Keeping = Pick<Context, 'database'> & { place: BackupPlace }

/** Keeps the list of who was erased beside the copies, from the first copy on. */
export function erasureListWorker({ database, place: { folder } }: Keeping): Worker {
  let written = ''
  const work = async (): Promise<'done'> => {
    if (folder === null || !(await changedAt(folder))) return 'done'
    const erased = await countErased(database)
    const state = async () => `${erased} ${await changedAt(erasureListOf(folder))}`
    if ((await state()) === written) return 'done'
    await keepErasureList(database, folder)
    written = await state()
    return 'done'
  }
  return { name: 'erasure list', restMillis: 5_000, work }
}

async function countErased({ kysely }: Context['database']): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from customers where erased_at is not null`.execute(kysely)
  return rows[0]!.count
}

/** null: there is no such file or folder. */
async function changedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
