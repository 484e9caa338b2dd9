import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { MonthRange } from '#domain/ledger/liability/range.ts'
import type { SettledLine } from './settlement.ts'

/** What was redeemed and given back, by month and by what was agreed; of one partner where named. */
export async function readSettledLines(
  tx: Tx,
  { from, to }: MonthRange,
  partner?: string | undefined,
): Promise<SettledLine[]> {
  const { rows } = await sql<SettledLine>`
    with settled as (
      select month, agreement_id, count(*) filter (where times = 1) as redemptions,
        count(*) filter (where times = -1) as given_back
      from reward_redemptions
      where agreement_id is not null and month between ${from} and ${to}
      group by month, agreement_id
    ), alike as (
      select month, partner, reward, owes, amount, sum(redemptions)::bigint as redemptions,
        sum(given_back)::bigint as given_back
      from settled join reward_agreements using (agreement_id)
      where ${partner ?? null}::text is null or partner = ${partner ?? null}
      group by month, partner, reward, owes, amount
    )
    select month, partner, partners.content ->> 'name' as "partnerName", reward,
      reward_revisions.content ->> 'name' as "rewardName", owes, amount, redemptions,
      given_back as "givenBack"
    from alike
    join partners using (partner)
    join rewards using (reward)
    join reward_revisions using (reward, revision)
    order by month, lower(partners.content ->> 'name'), partner, reward, owes, amount`.execute(tx)
  return rows
}
