import type { Input } from '#contract/endpoint.ts'
import type { PreviewResult, previewProgram } from '#contract/endpoints/program-previews.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { readCostRates } from '#domain/ledger/liability/cost-rates.ts'
import { currenciesAt, readCurrencies } from '#domain/ledger/read-currencies.ts'
import { readLastKnownDay } from '#domain/profile/last-known-day.ts'
import { readGround, refuseFaulty } from '../definition/check-revision.ts'
import { readWholeProgram } from '../definition/read-program.ts'
import { lintProgram } from '../lint.ts'
import { type Program, planOf } from '../program.ts'
import { readMoneyCurrency } from '../worth.ts'
import { programWith, revisionOf } from './change-program.ts'
import { Comparison, type Values } from './compare-lives.ts'
import { findingsView } from './lint-change.ts'
import { readOffer } from './offer.ts'
import type { Run, Runs } from './runs.ts'
import { sizeOf, walkLives } from './walk-lives.ts'
import { windowOf } from './window.ts'

type Wish = Input<typeof previewProgram>['body']

/** What a change would have brought, had it been said so many days ago. */
export async function previewChange(
  { database, clock }: Context,
  runs: Runs<PreviewResult>,
  { change, days }: Wish,
  signal: AbortSignal,
): Promise<Run<PreviewResult>> {
  const now = clock.now()
  const { before, after, window, values, findings, presence } = await readOnly(
    database,
    async (tx) => {
      const before = await readWholeProgram(tx)
      const window = windowOf(days, now, before.zone, await readLastKnownDay(tx, before.zone))
      const revision = revisionOf(change, new Date(window.fromMillis).toISOString(), before)
      refuseFaulty(revision, await readGround(tx, before.rules, window.fromMillis))
      const after = programWith(before, revision)
      const findings = await newFindings(tx, before, after, now)
      const { presence } = await readBusinessTerms({ kysely: tx })
      return { before, after, window, findings, presence, values: await readValues(tx, now) }
    },
  )
  // A ladder of tiers also acts on those who do not come.
  const comparison = new Comparison(
    { before: planOf(before), after: planOf(after) },
    window,
    values,
    presence,
  )
  const seen = {
    since: change.kind === 'tiers' ? null : new Date(window.fromMillis),
    birthdays: comparison.countsBirthdays,
  }
  const size = await sizeOf(database, seen)
  const work = async (steps: Parameters<typeof walkLives>[3]) => {
    await walkLives(database, seen, (id, life) => comparison.take(id, life), steps)
    return { ...comparison.result(size.everybody), findings: findingsView(findings) }
  }
  return await runs.begin(size, work, signal)
}

async function newFindings(tx: Tx, before: Program, after: Program, now: Date) {
  const [found, known] = [
    lintProgram(after, await readOffer(tx, after, {}, now), now.getTime()),
    lintProgram(before, await readOffer(tx, before, {}, now), now.getTime()),
  ]
  const texts = new Set(known.map((finding) => JSON.stringify(finding)))
  return found.filter((finding) => !texts.has(JSON.stringify(finding)))
}

async function readValues(tx: Tx, now: Date): Promise<Values> {
  const currencies = currenciesAt(await readCurrencies(tx), now)
  return {
    money: await readMoneyCurrency(tx),
    of: new Map([...currencies.values()].map(({ currency, value }) => [currency, value])),
    costRates: await readCostRates(tx, now),
  }
}
