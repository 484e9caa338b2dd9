import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'
import type { End, Policy, PolicyRevision } from './policy.ts'

/** What the books are kept by: the business's days and the terms of each point currency. */
export type LedgerTerms = { zone: TimeZone; policies: ReadonlyMap<string, Policy> }

/** What `termsSelected` gives. */
export type TermsRow = {
  time_zone: string
  policies: Record<string, (Omit<PolicyRevision, 'validFrom'> & { validFrom: string })[]> | null
  ends: { toldAt: string; until: string }[] | null
}

/** The columns of the terms, for a statement that reads from `business`. */
export const termsSelected = sql`time_zone, (
  select json_object_agg(currency, revisions) from (
    select currency, json_agg(json_build_object('validFrom', valid_from, 'returns', returns,
      'overdraftMax', overdraft_max) order by valid_from) as revisions
    from point_currency_revisions group by currency
  ) as by_currency
) as policies, (
  select json_agg(json_build_object('toldAt', told_at, 'until', until) order by told_at)
  from ledger_ends
) as ends`

export async function readLedgerTerms(tx: Tx): Promise<LedgerTerms> {
  const { rows } = await sql<TermsRow>`${prepared}select ${termsSelected} from business`.execute(tx)
  return termsOf(rows[0]!)
}

export function termsOf({ time_zone, policies, ends: told }: TermsRow): LedgerTerms {
  const ends = (told ?? []).map(
    ({ toldAt, until }): End => ({ toldAt: Date.parse(toldAt), until: Date.parse(until) }),
  )
  const policyFrom = (revisions: NonNullable<TermsRow['policies']>[string]): Policy => ({
    revisions: revisions.map((one) => ({ ...one, validFrom: Date.parse(one.validFrom) })),
    ends,
  })
  return {
    zone: zoneNamed(time_zone),
    policies: new Map(
      Object.entries(policies ?? {}).map(([currency, revisions]) => [
        currency,
        policyFrom(revisions),
      ]),
    ),
  }
}

/** The terms of a currency that a grant or an account names: it must be there. */
export function policyOf({ policies }: LedgerTerms, currency: string): Policy {
  const policy = policies.get(currency)
  if (!policy) throw new Error(`there is no point currency ${currency}`)
  return policy
}
