import type { Head } from '#database/backup/format.ts'
import { doneBy } from '#database/doing.ts'
import type { Database } from '#database/open.ts'
import { hasSecret } from '#domain/business/secret.ts'
import { erasureListBeside, readErasureList } from '#domain/people/rights/erasure-list.ts'
import { replayErasures } from '#domain/people/rights/replay-erasures.ts'
import { openHouse } from '#house.ts'
import { conflict } from '#kernel/errors.ts'
import { WrongUsage } from './command.ts'

/** `ids` is null where there is no such file. */
export type ErasureList = { file: string; ids: readonly string[] | null }

/** The list beside a copy, unless another was named. @param named false: none is wanted */
export async function findErasures(
  copy: string,
  named: string | false | undefined,
): Promise<ErasureList | null> {
  if (named === false) return null
  const file = named ?? erasureListBeside(copy)
  const ids = await readErasureList(file)
  if (ids === null && named !== undefined) throw new WrongUsage(`There is no file ${file}.`)
  return { file, ids }
}

/** Erasing keeps hashes of what somebody was known by, under a key that the secret opens. */
export async function refuseWithoutSecret(
  list: ErasureList | null,
  { secret }: Pick<Head, 'secret'>,
  folder: Parameters<typeof hasSecret>[0],
): Promise<void> {
  if (!list?.ids?.length) return
  if (secret !== null || process.env.STAMMGAST_SECRET || (await hasSecret(folder))) return
  throw conflict(
    'erasures_need_secret',
    `${list.file} names people who are to be erased again, and that needs the program's secret, which is not in this copy. Nothing was changed. Put the file \`secret\` of the former data folder into the new one, or set STAMMGAST_SECRET, and restore again; or restore with --no-erasures and erase them before anybody works with the data: stammgast erasures replay ${list.file}`,
  )
}

/**
 * Makes what was restored forget again whom the list names.
 * @returns how many of them were known
 */
export async function eraseAgain(
  database: Database,
  ids: readonly string[],
  dataFolder?: string,
): Promise<number> {
  const { context } = await openHouse({ database, dataFolder })
  const doing = { actor: 'command', actorId: 'restore' } as const
  return await doneBy(doing, () => replayErasures(context, ids))
}
