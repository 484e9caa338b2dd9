import { sql } from 'kysely'
import type { ProgramRevisionView, ProgramView } from '#contract/endpoints/programs.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, readOnly, type Tx } from '#database/transaction.ts'
import { readCostRates } from '#domain/ledger/liability/cost-rates.ts'
import { readCurrencies } from '#domain/ledger/read-currencies.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { cardsIn } from '../cards/card-rows.ts'
import { type Program, planOf } from '../program.ts'
import { readProgram, readProgramMark } from '../program-rows.ts'
import { viewsOf } from './define-currency.ts'
import { type RevisionKind, readRevisions, type SaidRevision, viewOf } from './revision-rows.ts'

/** The program in force, and what is planned. */
export async function readProgramView({ database, clock }: Context): Promise<ProgramView> {
  return await readOnly(database, async (tx) => {
    const now = clock.now()
    const said = await readRevisions(tx)
    const { terms, earners, multipliers, tiers, giftLadders, ending } = planOf(
      await readWholeProgram(tx),
    ).inForce(now.getTime())
    return {
      asOf: now,
      currencies: viewsOf(await readCurrencies(tx), await readCostRates(tx, now), now).filter(
        ({ state }) => state !== 'past',
      ),
      terms,
      rules: [...earners, ...multipliers]
        .map(({ rule: { revision: _, ...rule } }) => rule)
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
      tiers,
      giftLadders: giftLadders.map(({ ladder }) => ladder),
      stampCards: cardsIn(said, now.getTime()),
      ending: ending?.plan ?? null,
      planned: said
        .map((one) => viewOf(one, said, now.getTime()))
        .filter(({ state }) => state === 'planned')
        .sort((a, b) => Date.parse(a.content.validFrom) - Date.parse(b.content.validFrom)),
    }
  })
}

/** All that was said, also where that is nothing yet. */
export async function readWholeProgram(tx: Tx): Promise<Program> {
  const mark = await readProgramMark(tx)
  if (mark.lastRevision !== null) return await readProgram(tx, mark)
  return {
    zone: zoneNamed(mark.timeZone),
    taxRates: mark.taxRates,
    ...{ terms: [], rules: [], tiers: [], giftLadders: [], endings: [] },
  }
}

type Wish = {
  kind?: RevisionKind | undefined
  key?: string | undefined
  /** The number of the last one of the page before; null: the newest. */
  after: number | null
  limit: number
}

/** All revisions, the newest first. */
export async function readRevisionPage(
  database: Queryable,
  { kind, key, after, limit }: Wish,
  now: Date,
): Promise<ProgramRevisionView[]> {
  return await readOnly(database, async (tx) => {
    const { rows } = await sql<SaidRevision>`
      select kind, revision, content, recorded_at as "recordedAt" from program_revisions
      where (${kind ?? null}::text is null or kind = ${kind ?? null})
        and (${key ?? null}::text is null or key = ${key ?? null})
        and (${after}::bigint is null or revision < ${after})
      order by revision desc limit ${limit}`.execute(tx)
    const said = await readRevisions(tx)
    return rows.map((one) => viewOf(one, said, now.getTime()))
  })
}
