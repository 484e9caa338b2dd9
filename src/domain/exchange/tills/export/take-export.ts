import { createHash } from 'node:crypto'
import type { TillExportView } from '#contract/endpoints/tills.ts'
import type { Context } from '#database/context.ts'
import { type Kept, keepExport } from './keep-export.ts'
import { openArchive } from './open-archive.ts'
import { exportFiles, readExport } from './read-export.ts'

type Keeping = Pick<Context, 'database' | 'clock'>
type Named = Omit<Kept, 'fileHash'>

/** Takes in the archive a till wrote. What is wrong with it is said before anything is kept. */
export async function takeExport(
  context: Keeping,
  { bytes, ...named }: Named & { bytes: Buffer },
): Promise<TillExportView> {
  return await takeFiles(context, await openArchive(bytes, exportFiles), named)
}

/**
 * The same for files that stand beside each other.
 * @param files by lower-case name
 */
export async function takeFiles(
  context: Keeping,
  files: ReadonlyMap<string, Buffer>,
  named: Named,
): Promise<TillExportView> {
  const fileHash = hashOf(files)
  return await keepExport(context, await readExport(files), { ...named, fileHash })
}

/** Of what is read, however it was packed. */
function hashOf(files: ReadonlyMap<string, Buffer>): Buffer {
  const hash = createHash('sha256')
  for (const [name, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    hash.update(`${name}\u0000${content.length}\u0000`).update(content)
  }
  return hash.digest()
}
