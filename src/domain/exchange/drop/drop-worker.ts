import type { Worker } from '#contract/worker.ts'
import { errorCode } from '#database/error-code.ts'
import type { ImportContext } from '../import-context.ts'
import { type DropFolder, listSettled } from './drop-folder.ts'
import { settleDropped, takeDropped } from './take-dropped.ts'

const lookEveryMillis = 10_000

/** Imports what a till or a shop puts into a folder at night, each file once. */
export function dropWorker(context: ImportContext, path: string): Worker {
  const folder: DropFolder = { path, seen: new Map(), fetched: false }
  let failedBefore = ''
  return {
    name: 'drop folder',
    restMillis: lookEveryMillis,
    work: async (signal) => {
      try {
        await settleDropped(context, folder)
        const unreadable: unknown[] = []
        for (const file of await listSettled(folder, Date.now())) {
          if (signal.aborted) break
          // A file of somebody else's that we may not read keeps no other waiting.
          await takeDropped(context, folder, file).catch((error: unknown) => {
            if (!isOfFolder(error)) throw error
            unreadable.push(error)
          })
        }
        if (unreadable.length > 0) throw unreadable[0]
        failedBefore = ''
      } catch (error) {
        if (!isOfFolder(error)) throw error
        // What cannot be read is said once, not every few seconds; the name of a file may name a person.
        const message = errorCode(error) ?? ''
        if (message !== failedBefore) {
          context.log.warn({ code: message }, 'the drop folder, or a file in it, cannot be read')
        }
        failedBefore = message
      }
      return 'done'
    },
  }
}

const isOfFolder = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'path' in error
