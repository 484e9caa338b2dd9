import { sql } from 'kysely'
import type { OfflineRules } from '#contract/endpoints/pos-devices.ts'
import { type Queryable, transaction } from '#database/transaction.ts'

export async function readOfflineRules({ kysely }: Queryable): Promise<OfflineRules> {
  const { rows } = await sql<OfflineRules>`
    select redemptions_per_day as "redemptionsPerDay", redemptions_per_card as "redemptionsPerCard",
      allowance_hours as "allowanceHours", guests_kept as "guestsKept"
    from pos_offline_rules`.execute(kysely)
  return rows[0]!
}

/** Allowances that were given out before hold until they expire. */
export async function setOfflineRules(db: Queryable, rules: OfflineRules): Promise<OfflineRules> {
  return await transaction(db, async (tx) => {
    await sql`
      update pos_offline_rules set redemptions_per_day = ${rules.redemptionsPerDay},
        redemptions_per_card = ${rules.redemptionsPerCard},
        allowance_hours = ${rules.allowanceHours}, guests_kept = ${rules.guestsKept}`.execute(tx)
    return rules
  })
}
