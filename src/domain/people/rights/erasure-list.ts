import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '#database/error-code.ts'
import { readIfThere } from '#database/read-if-there.ts'
import type { Queryable } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { internalId, publicId } from '#kernel/ids.ts'
import { listErased } from './replay-erasures.ts'

/** Stands beside copies: who was erased, by ids alone, so that an older copy forgets them again. */
export const erasureListName = 'erased-people.txt'

export const erasureListOf = (folder: string): string => join(folder, erasureListName)

export const erasureListBeside = (copy: string): string => erasureListOf(dirname(copy))

/**
 * Writes down everybody who was erased, beside the copies of this folder. Whom the list names already
 * stays in it, also where the database was put back to a day that does not know of it.
 * @returns how many the list names
 */
export async function keepErasureList(db: Queryable, folder: string): Promise<number> {
  const file = erasureListOf(folder)
  const known = await readErasureList(file)
  const ids = new Set([...(known ?? []), ...(await erasedIn(db))])
  if (known === null || ids.size > known.length) await replaceFile(file, textOf([...ids]))
  return ids.size
}

/** A database of a program that erased nobody yet knows nothing of it. */
async function erasedIn(db: Queryable): Promise<string[]> {
  try {
    return await listErased(db)
  } catch (error) {
    if (errorCode(error) === undefinedColumn) return []
    throw error
  }
}

const undefinedColumn = '42703'

/** @returns null where there is no such file */
export async function readErasureList(file: string): Promise<string[] | null> {
  const text = await readIfThere(file)
  return text === null ? null : idsIn(text, file)
}

/** @param file as it is named to whoever hears that it is damaged */
export function idsIn(text: string, file: string): string[] {
  const lines = text.split(/\s+/).filter((line) => line !== '')
  return lines.map((line, index) => {
    const id = internalId('cus', line)
    if (id !== null) return id
    // Not by its words, which might be anybody's and would stand in the log.
    throw malformed('erasures_malformed', `Entry ${index + 1} of ${file} is no id of a customer.`)
  })
}

export const textOf = (ids: readonly string[]): string =>
  ids.map((id) => `${publicId('cus', id)}\n`).join('')

/** Whoever reads meanwhile, or after the power went, finds the old list or the new one. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.part`
  try {
    const handle = await open(draft, 'w', 0o644)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
