import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { readBalance } from '#domain/loyalty/points/read-balance.ts'
import { readStatement } from '#domain/loyalty/points/read-statement.ts'
import { median, type Timing, timingOf } from './report.ts'

const looksPerRound = 500
const pageSize = 50

/** Balance and statement of customers drawn at random, as the verbs behind the endpoints do it. */
export async function measureLooks(context: Context, rounds: number) {
  const planFor = keptPlan()
  const query = { currency: 'points', limit: pageSize, cursor: undefined }
  const drawn = await draw(context, (rounds + 1) * looksPerRound * 3)
  const next = () => drawn.pop()!
  const take = (once: (customerId: string) => Promise<unknown>) => timed(() => once(next()), rounds)
  return {
    'points alone': await take((id) =>
      readOnly(context.database, (tx) => readStandings(tx, id, context.clock.now())),
    ),
    'balance with tier and gifts': await take((id) => readBalance({ context, planFor }, id)),
    'statement, first page': await take((id) =>
      readStatement(context, { params: { customerId: id }, query }, null),
    ),
  }
}

async function draw({ database }: Context, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from ledger_accounts order by random() limit ${count}`.execute(
    database.kysely,
  )
  const ids = rows.map(({ id }) => id)
  return Array.from({ length: count }, (_, index) => ids[index % ids.length]!)
}

/** One round warms up; then the median of the others. */
async function timed(once: () => Promise<unknown>, rounds: number): Promise<Timing> {
  const timings: Timing[] = []
  for (let round = 0; round <= rounds; round++) {
    const millis: number[] = []
    for (let look = 0; look < looksPerRound; look++) {
      const begin = performance.now()
      await once()
      millis.push(performance.now() - begin)
    }
    if (round > 0) timings.push(timingOf(millis))
  }
  return {
    medianMs: median(timings.map(({ medianMs }) => medianMs)),
    p95Ms: median(timings.map(({ p95Ms }) => p95Ms)),
  }
}
