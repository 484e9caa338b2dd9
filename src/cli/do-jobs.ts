import type { Worker } from '#contract/worker.ts'
import { backupWorker } from '#domain/business/backups/backup-worker.ts'
import { elsewhereWorker } from '#domain/business/backups/elsewhere/elsewhere-worker.ts'
import type { Machine, Part } from '#domain/business/machines/machine.ts'
import { placeReach } from '#domain/business/places/place.ts'
import { erasureListWorker } from '#domain/people/rights/erasure-list-worker.ts'
import { erasuresElsewhereWorker } from '#domain/people/rights/erasures-elsewhere.ts'
import { keepJobJournal } from '#server/job-journal.ts'
import { sweepWorker } from '#server/sweep.ts'
import { version } from '#server/version.ts'
import { startWorkers, type Workers } from '#server/worker-loop.ts'
import type { Place } from './answer-requests.ts'

type Share = { part: Part; machine: Machine; presence: Worker }

/** Who only serves does nothing but what its own requests left to do. */
export function doJobs(place: Place, { part, machine, presence }: Share): Workers {
  const { house, backups, observing, turns } = place
  const { context, secret } = house
  const outside = { ...context, place: backups, sealKey: secret, reach: placeReach() }
  const all = [
    ...house.workers,
    sweepWorker(context),
    backupWorker({ ...context, place: backups, secret, version }),
    elsewhereWorker(outside),
    erasureListWorker({ ...context, place: backups }),
    erasuresElsewhereWorker(outside),
  ]
  const mine = part === 'serve' ? all.filter((worker) => worker.memory) : all
  const wanted = part === 'work' ? mine.filter((worker) => !worker.memory) : mine
  const journal = keepJobJournal(house.context, machine)
  return startWorkers([presence, ...wanted], {
    log: house.context.log,
    turns,
    onWorked: (worked) => {
      if (worked.name !== presence.name) journal(worked)
      for (const observer of observing.observers) observer.worked(worked)
    },
  })
}
