import type { Worker } from '#contract/worker.ts'
import type { ImportContext } from '../import-context.ts'
import { type DropFolder, listSettled } from './drop-folder.ts'
import { settleDropped, takeDropped } from './take-dropped.ts'

const lookEveryMillis = 10_000

/** Imports what a till or a shop puts into a folder at night, each file once. */
export function dropWorker(context: ImportContext, path: string): Worker {
  const folder: DropFolder = { path, seen: new Map() }
  let failedBefore = ''
  return {
    name: 'drop folder',
    restMillis: lookEveryMillis,
    work: async (signal) => {
      try {
        await settleDropped(context, folder)
        for (const file of await listSettled(folder, Date.now())) {
          if (signal.aborted) break
          await takeDropped(context, folder, file)
        }
        failedBefore = ''
      } catch (error) {
        if (!isOfFolder(error)) throw error
        // A folder that is not there is said once, not every few seconds.
        const message = String(error)
        if (message !== failedBefore) {
          context.log.warn({ err: error }, 'the drop folder cannot be read')
        }
        failedBefore = message
      }
      return 'done'
    },
  }
}

const isOfFolder = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'syscall' in error
