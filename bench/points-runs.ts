import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { bookTime } from '#domain/ledger/book-time.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { unpackState } from '#domain/loyalty/pack-state.ts'
import { packedOf, readStates } from '#domain/loyalty/state-rows.ts'
import { standingAt } from '#domain/loyalty/tier.ts'
import { nilId } from '#kernel/ids.ts'
import { yearIsOver } from './points-world.ts'

const customersPerStep = 2000

/** What the end of a year brings everybody: points that expire, and the tiers they then stand in. */
export async function measureRuns(context: Context) {
  const after = { ...context, clock: { now: () => yearIsOver } }
  const tiers = await timed(() => followTiers(after))
  const expiry = await timed(() => bookTime(after))
  const again = await timed(() => bookTime(after))
  if (again.customers !== 0) throw new Error('a second run of the expiry found something to do')
  return { tiers, expiry, expirySecondRunSeconds: again.seconds }
}

async function timed(run: () => Promise<number>) {
  const begin = performance.now()
  const customers = await run()
  const seconds = (performance.now() - begin) / 1000
  return { customers, seconds, secondsPerMillion: (seconds * 1e6) / customers }
}

/** The clock of tiers is followed by whoever asks: here for everybody, from the states as kept. */
async function followTiers({ database, clock }: Context): Promise<number> {
  const atMillis = clock.now().getTime()
  const planFor = keptPlan()
  const holders = new Map<string | null, number>()
  let asked = 0
  for (let after = nilId; ; ) {
    const states = await readOnly(database, async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select customer_id as id from program_states where customer_id > ${after}::uuid
        order by customer_id limit ${customersPerStep}`.execute(tx)
      const ids = rows.map(({ id }) => id)
      after = ids.at(-1) ?? after
      return { plan: (await planFor(tx))!, kept: await readStates(tx, ids) }
    })
    if (states.kept.size === 0) return asked
    for (const kept of states.kept.values()) {
      const { tier, tallies } = unpackState(packedOf(kept)!)
      const level = standingAt(tier, tallies, states.plan, atMillis)?.tier?.level ?? null
      holders.set(level, (holders.get(level) ?? 0) + 1)
      asked++
    }
  }
}
