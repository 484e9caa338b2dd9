import type { Input } from '#contract/endpoint.ts'
import type { SimulationResult, simulateProgram } from '#contract/endpoints/program-previews.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { readCostRates } from '#domain/ledger/liability/cost-rates.ts'
import { readLastKnownDay } from '#domain/profile/last-known-day.ts'
import { malformed } from '#kernel/errors.ts'
import { readGround, refuseFaulty } from '../definition/check-revision.ts'
import { readWholeProgram } from '../definition/read-program.ts'
import { lintProgram } from '../lint.ts'
import { type Program, planOf } from '../program.ts'
import { readMoneyCurrency } from '../worth.ts'
import { draftedRevisions, programWith } from './change-program.ts'
import { findingsView } from './lint-change.ts'
import { readOffer } from './offer.ts'
import type { Run, Runs } from './runs.ts'
import { Simulated, type SimulationGround } from './simulate-lives.ts'
import { sizeOf, walkLives } from './walk-lives.ts'
import { windowOf } from './window.ts'

type Wish = Input<typeof simulateProgram>['body']

/** What a whole program would have brought, had it been launched so many days ago. */
export async function simulate(
  { database, clock }: Context,
  runs: Runs<SimulationResult>,
  wish: Wish,
  signal: AbortSignal,
): Promise<Run<SimulationResult>> {
  const now = clock.now()
  const { ground, findings } = await readOnly(database, async (tx) => {
    const { program, ...ground } = await readDrafted(tx, wish, now)
    const offer = await readOffer(tx, program, {}, now)
    return {
      ground: { ...ground, firstReward: wish.firstReward ?? null },
      findings: lintProgram(program, offer, now.getTime()),
    }
  })
  const simulated = new Simulated(ground)
  const since = new Date(ground.window.fromMillis)
  const seen = { since, birthdays: simulated.countsBirthdays }
  const size = await sizeOf(database, seen)
  const work = async (steps: Parameters<typeof walkLives>[3]) => {
    await walkLives(database, seen, (id, life) => simulated.take(id, life), steps)
    return { ...simulated.result(), findings: findingsView(findings) }
  }
  return await runs.begin(size, work, signal)
}

/** A drafted program as if it had begun so many days ago, and what its points would be worth. */
export async function readDrafted(
  tx: Tx,
  wish: Pick<Wish, 'program' | 'days' | 'firstReward'>,
  now: Date,
): Promise<Omit<SimulationGround, 'firstReward'> & { program: Program }> {
  const { zone, taxRates } = await readWholeProgram(tx)
  const window = windowOf(wish.days, now, zone, await readLastKnownDay(tx, zone))
  const currencies = new Map(wish.program.currencies.map((one) => [one.currency, one]))
  refuseStrangeReward(wish, currencies)
  const checked = {
    ...(await readGround(tx, [], window.fromMillis)),
    currencies: new Set(currencies.keys()),
  }
  const drafted = draftedRevisions(wish.program, new Date(window.fromMillis).toISOString())
  for (const revision of drafted) refuseFaulty(revision, checked)
  const empty = { zone, taxRates, terms: [], rules: [], tiers: [], giftLadders: [], endings: [] }
  const program = drafted.reduce(programWith, empty)
  const values = {
    money: await readMoneyCurrency(tx),
    of: new Map([...currencies].map(([currency, { value }]) => [currency, value])),
    costRates: await readCostRates(tx, now),
  }
  const policies = new Map(
    [...currencies].map(([currency, { returns, overdraftMax }]) => [
      currency,
      { revisions: [{ validFrom: 0, returns, overdraftMax }], ends: [] },
    ]),
  )
  const { presence } = await readBusinessTerms({ kysely: tx })
  return { program, plan: planOf(program), window, values, presence, policies }
}

function refuseStrangeReward(
  { firstReward }: Pick<Wish, 'firstReward'>,
  currencies: ReadonlyMap<string, unknown>,
) {
  if (!firstReward || currencies.has(firstReward.currency)) return
  throw malformed(
    'point_currency_not_found',
    'There is no such point currency in this program.',
    '/firstReward/currency',
  )
}
