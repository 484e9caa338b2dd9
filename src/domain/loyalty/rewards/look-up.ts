import { sql } from 'kysely'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { ProgramEnding } from '#contract/language/program-ending.ts'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import type { Store } from '#domain/business/store-of.ts'
import { type ActReference, claiming } from '#domain/loyalty/act-reference.ts'
import { endingOf } from '#domain/loyalty/program.ts'
import { dateText } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import type { Language } from '#locales/language.ts'
import { type RewardRow, rewardColumns, rewardView } from './reward-rows.ts'

/** What a redemption asks before it locks anything. */
export type LookedUp = {
  claimed: boolean
  /** Null: there is none of this code. */
  store: Store | null
  seen: DefinedReward | null
  /** From when on nothing can be redeemed any more; null: the program goes on. */
  endsAtMillis: number | null
  business: { language: Language; currency: string; today: string }
}

type Row = {
  claimed: boolean
  store: Store | null
  reward: RewardRow | null
  language: Language
  currency: string
  timeZone: string
  ending: ProgramEnding | null
}

type Claim = { reference: ActReference; asked: object; id: string }

/** Claims the reference and looks up store, reward and business, in one statement. */
export async function claimAndLookUp(
  tx: Tx,
  { reference, asked, id }: Claim,
  { store, reward, now }: { store: string | undefined; reward: string; now: Date },
): Promise<LookedUp> {
  const { rows } = await sql<Row>`${prepared}
    with claimed as (${claiming('reward', reference, asked, id)}),
    place as (
      select store_id as id, number from stores where code = ${store ?? null}
    ), seen as (
      select ${rewardColumns('of a stock')}
      from rewards join reward_revisions using (reward, revision)
      where reward = ${reward}
    )
    select exists (select from claimed) as claimed,
      (select row_to_json(place) from place) as store,
      (select row_to_json(seen) from seen) as reward,
      (select content from program_revisions where kind = 'ending'
        order by revision desc limit 1) as ending,
      language, currency, time_zone as "timeZone"
    from business`.execute(tx)
  const { timeZone, language, currency, reward: seen, ending, ...row } = rows[0]!
  const zone = zoneNamed(timeZone)
  const today = dateText(zone.dayOf(now))
  return {
    ...row,
    seen: seen && rewardView(seen),
    endsAtMillis: ending?.status === 'active' ? endingOf(ending, zone).redeemEndMillis : null,
    business: { language, currency, today },
  }
}
