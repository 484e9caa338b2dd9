import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import pino from 'pino'
import type { Context } from '#database/context.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { measureLooks } from './points-looks.ts'
import { measureRuns } from './points-runs.ts'
import { makePoints, today } from './points-world.ts'
import { measureRedemptions } from './redemption-race.ts'
import { report } from './report.ts'

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: {
    customers: { type: 'string', default: '1000000' },
    entries: { type: 'string', default: '20000000' },
    rounds: { type: 'string', default: '3' },
    redemptions: { type: 'string', default: '500' },
  },
})
const size = { customers: Number(given.customers), entries: Number(given.entries) }
const rounds = Number(given.rounds)
const redemptions = Number(given.redemptions)
const connections = 50

/**
 * What customers with points cost: one redemption beside the bare transaction that locks a row,
 * looking at balance and statement, and what the end of a year brings everybody.
 */
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data'), poolSize: connections })
try {
  await migrate(database)
  const clock = { now: () => today }
  const context: Context = { database, clock, log: pino({ level: 'silent' }) }
  await makePoints(context, size)
  await measure(context)
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

/** Reports after each part: it takes a while, and what is measured is measured. */
async function measure(context: Context): Promise<void> {
  const { rows } = await sql<{ postgresql: string; entries: number; megabytes: number }>`
    select current_setting('server_version') as postgresql, count(*) as entries,
      pg_database_size(current_database()) / 1048576 as megabytes
    from ledger_entries`.execute(context.database.kysely)
  const figures = { ...rows[0], customers: size.customers, connections, rounds, redemptions }
  const parts = {
    looks: () => measureLooks(context, rounds),
    races: () => measureRedemptions(context, { connections, rounds, redemptions }),
    runs: () => measureRuns(context),
  }
  const measured: Record<string, object> = {}
  for (const [name, part] of Object.entries(parts)) {
    const figuresOfPart = await part()
    // Others at work on the same machine make every figure worse.
    measured[name] = { loadAverage: loadavg()[0], ...figuresOfPart }
    await report('redemption', { ...figures, ...measured })
  }
}
