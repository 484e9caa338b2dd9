import { sql } from 'kysely'
import type { EarningRule } from '#contract/language/earning-rule.ts'
import type { GiftLadder } from '#contract/language/gift-ladder.ts'
import type { ProgramEnding } from '#contract/language/program-ending.ts'
import type { ProgramTerms } from '#contract/language/program-terms.ts'
import type { StampCard } from '#contract/language/stamp-card.ts'
import type { TierLadder } from '#contract/language/tier-ladder.ts'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import type { Program, RuleRevision, TaxRateRevision } from './program.ts'

/** One thing the business said about its program. */
export type ProgramRevision =
  | { kind: 'terms'; content: ProgramTerms }
  | { kind: 'rule'; content: EarningRule }
  | { kind: 'tiers'; content: TierLadder }
  | { kind: 'gift_ladder'; content: GiftLadder }
  | { kind: 'stamp_card'; content: StampCard }
  | { kind: 'ending'; content: ProgramEnding }

type Row = ProgramRevision & { revision: number }

/** What a program depends on, in one short line: the same text, the same program. */
export type ProgramMark = {
  database: string
  lastRevision: number | null
  timeZone: string
  /** From the first that was known on. */
  taxRates: TaxRateRevision[]
}

/** Which program is in force, without reading it; `lastRevision` null: there is none. */
export async function readProgramMark(tx: Tx): Promise<ProgramMark> {
  const { rows } = await sql<ProgramMark>`${prepared}
    select current_database() as database, time_zone as "timeZone",
      (select json_agg(json_build_object(
        'fromMillis', case when isfinite(valid_from) then extract(epoch from valid_from) * 1000 else 0 end,
        'rate', rate) order by valid_from) from default_tax_rates) as "taxRates",
      (select max(revision) from program_revisions) as "lastRevision"
    from business`.execute(tx)
  return rows[0]!
}

/** All revisions, past and to come, in the order they were said. */
export async function readProgram(tx: Tx, mark: ProgramMark): Promise<Program> {
  const { rows } = await sql<Row>`
    select kind, revision, content from program_revisions order by revision`.execute(tx)
  return {
    zone: zoneNamed(mark.timeZone),
    taxRates: mark.taxRates,
    terms: rows.flatMap((row) => (row.kind === 'terms' ? [row.content] : [])),
    rules: rows.flatMap((row): RuleRevision[] =>
      row.kind === 'rule' ? [{ ...row.content, revision: row.revision }] : [],
    ),
    tiers: rows.flatMap((row) => (row.kind === 'tiers' ? [row.content] : [])),
    giftLadders: rows.flatMap((row) => (row.kind === 'gift_ladder' ? [row.content] : [])),
    endings: rows.flatMap((row) => (row.kind === 'ending' ? [row.content] : [])),
  }
}

/** Says a revision. It must have been checked: what is said here decides over points. */
export async function addRevision(
  tx: Tx,
  { kind, content }: ProgramRevision,
  { now, by }: { now: Date; by: string | null },
): Promise<number> {
  const key = 'key' in content ? content.key : ''
  const { rows } = await sql<{ revision: number }>`
    insert into program_revisions (kind, key, valid_from, content, recorded_at, recorded_by)
    values (${kind}, ${key}, ${content.validFrom}, ${JSON.stringify(content)}, ${now}, ${by})
    returning revision`.execute(tx)
  return rows[0]!.revision
}
