import { type RawBuilder, sql } from 'kysely'
import type { PartnerTerms } from '#contract/language/partner.ts'
import type { Tx } from '#database/transaction.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import { dayNumber, monthOf } from '#kernel/calendar.ts'
import type { Said } from './agreement.ts'

/**
 * By what a redemption of `today` is settled, and in which month; no row: with nobody. For a
 * statement that begins when the reward is locked, so that it holds until the commit.
 */
export const agreedOn = (reward: string, today: string): RawBuilder<unknown> => sql`
  select agreement_id, ${monthOf(dayNumber(today))}::smallint as month
  from (
    select agreement_id, partner from reward_agreements
    where reward = ${reward} and valid_from <= ${today}::date
    order by valid_from desc, revision desc limit 1
  ) as holds
  where partner is not null`

export async function monthNow(tx: Tx, now: Date): Promise<number> {
  return monthOf(dayNumber((await readTerms(tx, now)).today))
}

type Row = Omit<Said, 'partner' | 'terms'> & {
  partner: string | null
  name: string | null
  owes: PartnerTerms['owes'] | null
  amount: number | null
}

/** @param reward of this one alone; left out: of every reward */
export async function readAgreements(tx: Tx, reward?: string): Promise<Said[]> {
  const { rows } = await sql<Row>`
    select agreement_id as id, reward, revision, partner, partners.content ->> 'name' as name, owes,
      amount, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", recorded_at as "recordedAt"
    from reward_agreements left join partners using (partner)
    where ${reward ?? null}::text is null or reward = ${reward ?? null}
    order by reward, revision`.execute(tx)
  return rows.map(({ partner, name, owes, amount, ...row }) => ({
    ...row,
    partner: partner === null ? null : { key: partner, name: name ?? '' },
    terms: owes === null ? null : termsOf(owes, amount ?? 0),
  }))
}

export const termsOf = (owes: PartnerTerms['owes'], amount: number): PartnerTerms =>
  owes === 'nobody' ? { owes } : { owes, amount }
