import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { Agreement, agree as agreeEndpoint } from '#contract/endpoints/partners.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readReward } from '#domain/loyalty/rewards/reward-rows.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { eachOf, stateAgreements } from './agreement.ts'
import { readAgreements } from './agreement-rows.ts'

type Agreeing = Input<typeof agreeEndpoint>['body']

const agreementsMax = 500

/** Says whose a reward is from a day on. What was redeemed before names what was agreed then. */
export async function agree(
  { database, clock }: Context,
  caller: Caller,
  reward: string,
  { agreed, validFrom }: Agreeing,
): Promise<{ items: Agreement[] }> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const { today } = await readTerms(tx, now)
    const from = validFrom ?? today
    if (from < today) {
      throw malformed('agreement_in_the_past', 'The first day lies in the past.', '/validFrom')
    }
    const revision = await lockForAgreement(tx, reward)
    if (agreed) await lockActivePartner(tx, agreed.partner)
    const owes = agreed?.terms.owes ?? null
    const amount = agreed && eachOf(agreed.terms)
    await sql`
      insert into reward_agreements (agreement_id, reward, revision, partner, owes, amount,
        valid_from, recorded_at, recorded_by)
      values (${newId()}, ${reward}, ${revision}, ${agreed?.partner ?? null}, ${owes}, ${amount},
        ${from}, ${now}, ${callerKey(caller) ?? ''})`.execute(tx)
    return await agreementsOf(tx, reward, today)
  })
}

export async function agreementsOf(
  tx: Tx,
  reward: string,
  today: string,
): Promise<{ items: Agreement[] }> {
  const all = stateAgreements(await readAgreements(tx, reward), today)
  return { items: all.map(({ id: _, reward: _of, ...agreement }) => agreement) }
}

/** No redemption goes on beside it; gives the number of the next revision. */
async function lockForAgreement(tx: Tx, reward: string): Promise<number> {
  await sql`select from rewards where reward = ${reward} for no key update`.execute(tx)
  const { status } = await readReward(tx, reward, 'of a stock')
  if (status === 'ended') throw conflict('reward_status_ended', 'This reward has ended.')
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reward_agreements where reward = ${reward}`.execute(tx)
  const { count } = rows[0]!
  if (count < agreementsMax) return count + 1
  throw conflict('agreements_too_many', `There can be ${agreementsMax} agreements for a reward.`)
}

async function lockActivePartner(tx: Tx, partner: string): Promise<void> {
  const { rows } = await sql<{ active: boolean }>`
    select (content ->> 'active')::boolean as active from partners
    where partner = ${partner} for share`.execute(tx)
  if (!rows[0]) {
    const { code, message } = notFound('partner')
    throw malformed(code, message, '/agreed/partner')
  }
  if (!rows[0].active) throw conflict('partner_inactive', 'With this partner nothing is agreed.')
}
