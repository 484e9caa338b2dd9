import type { Context } from '#database/context.ts'
import type { Machine } from '#domain/business/machines/machine.ts'
import { noteJob } from '#domain/business/machines/note-job.ts'
import type { Worked } from './worker-loop.ts'

const quietMillis = 60_000

/**
 * Notes how the jobs go, for whoever looks after them: every failure and its end at once, the rest
 * once a minute, since some jobs look for work several times a second.
 */
export function keepJobJournal({ database, log }: Context, machine: Machine) {
  const noted = new Map<string, { atMillis: number; failed: boolean }>()
  return ({ name, error }: Pick<Worked, 'name' | 'error'>): void => {
    const last = noted.get(name)
    const failed = error !== null
    const now = Date.now()
    if (last && !failed && !last.failed && now - last.atMillis < quietMillis) return
    noted.set(name, { atMillis: now, failed })
    noteJob(database, machine, { name, error }).catch((reason) => {
      noted.delete(name)
      log.warn({ job: name, err: reason }, 'could not note how a job went')
    })
  }
}
