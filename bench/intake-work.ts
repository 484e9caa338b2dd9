import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Context } from '#database/context.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { systemClock } from '#kernel/clock.ts'
import { defineProgram } from './define-program.ts'
import {
  type Batch,
  bareInsert,
  batch,
  batchesOfAll,
  prepareIntake,
  taking,
} from './intake-world.ts'
import { median, report } from './report.ts'
import { type Work, workOf } from './work-of.ts'

/**
 * What a batch of 1,000 purchases costs in processor time, for machines that others work on as well:
 * bare, with everything intake does, and with the program. The bench `intake` measures the clock.
 */
const batchesPerRound = 10
const rounds = 3
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data'), poolSize: 2 })
try {
  await migrate(database)
  await prepareIntake(database)
  await report('intake-work', { load: loadavg()[0], perThousand: await measure() })
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

async function measure() {
  const context: Context = { database, clock: systemClock, log: pino({ level: 'silent' }) }
  // Before all purchases, so that nobody has to be replayed.
  await defineProgram(context)
  const kinds = {
    bare: (events: Batch) => bareInsert(database, events),
    intake: taking(context, [updateProfiles]),
    withTheProgram: taking(context, [updateProfiles, followProgram()]),
  }
  const works = { bare: [] as Work[], intake: [] as Work[], withTheProgram: [] as Work[] }
  for (const events of batchesOfAll()) await kinds.withTheProgram(events)
  await repeat(20, kinds.bare)
  // Intake alone comes last: whom it takes past the program, that would have to replay.
  for (const kind of ['withTheProgram', 'intake'] as const) {
    for (let round = 0; round < rounds; round++) {
      for (const one of ['bare', kind] as const) {
        works[one].push(await workOf(database, () => repeat(batchesPerRound, kinds[one])))
      }
    }
  }
  return Object.fromEntries(Object.entries(works).map(([kind, list]) => [kind, medians(list)]))
}

async function repeat(times: number, work: (events: Batch) => Promise<void>) {
  for (let count = 0; count < times; count++) await work(batch())
}

function medians(works: readonly Work[]) {
  const middle = (of: (work: Work) => number) => median(works.map(of)) / batchesPerRound
  return {
    programMillis: middle(({ programMillis }) => programMillis),
    databaseMillis: middle(({ databaseMillis }) => databaseMillis),
    walBytes: Math.round(middle(({ walBytes }) => walBytes)),
  }
}
