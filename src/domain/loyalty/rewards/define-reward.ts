import { sql } from 'kysely'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import { type VoucherWorth, voucherContent } from '#contract/language/voucher.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { checkArticles } from '#domain/loyalty/gifts/define-article.ts'
import { createVoucherIn } from '#domain/loyalty/vouchers/define-voucher.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { readReward, timesRedeemed } from './reward-rows.ts'

const rewardsMax = 500

type Rim = { caller: Caller; now: Date }

/** Defines a reward or changes it: a new revision from now on. */
export async function defineReward(
  { database, clock }: Context,
  caller: Caller,
  key: string,
  content: RewardContent,
): Promise<DefinedReward> {
  const rim = { caller, now: clock.now() }
  return await transaction(database, (tx) => defineRewardIn(tx, rim, key, content))
}

/** The same within a transaction, for whoever defines more than a reward. */
export async function defineRewardIn(
  tx: Tx,
  rim: Rim,
  key: string,
  content: RewardContent,
): Promise<DefinedReward> {
  refuseReversed(content)
  await refuseTooMany(tx, key)
  await checkCurrency(tx, content.currency, '/currency')
  const article = articleOf(content)
  if (article !== null) await checkArticles(tx, [article], '/gives/article')
  await revise(tx, key, content, rim)
  return await readReward(tx, key)
}

/** The article that a reward gives; null: none. */
export const articleOf = ({ gives }: RewardContent): string | null =>
  gives.kind === 'article' || gives.kind === 'exclusive_product' ? gives.article : null

export async function endReward({ database }: Context, key: string): Promise<DefinedReward> {
  return await transaction(database, async (tx) => {
    await sql`update rewards set status = 'ended' where reward = ${key}`.execute(tx)
    return await readReward(tx, key)
  })
}

async function revise(tx: Tx, key: string, content: RewardContent, rim: Rim): Promise<void> {
  await sql`
    insert into rewards (reward, currency, revision, created_at)
    values (${key}, ${content.currency}, 0, ${rim.now})
    on conflict (reward) do nothing`.execute(tx)
  const before = await lockDefinition(tx, key)
  if (before.status === 'ended') throw conflict('reward_status_ended', 'This reward has ended.')
  if (before.currency !== content.currency) {
    throw conflict('reward_currency_differs', 'A reward keeps its currency; define another one.')
  }
  const voucherId = await voucherFor(tx, content, before, rim)
  await sql`
    with changed as (
      update rewards set revision = ${before.revision + 1},
        redeemed = case when ${content.stock !== null}::boolean then ${timesRedeemed} end
      where reward = ${key}
    )
    insert into reward_revisions (reward, revision, content, voucher_id, recorded_at, recorded_by)
    values (${key}, ${before.revision + 1}, ${JSON.stringify(content)}::jsonb, ${voucherId},
      ${rim.now}, ${callerKey(rim.caller) ?? ''})`.execute(tx)
}

type Definition = {
  status: DefinedReward['status']
  currency: string
  revision: number
  content: RewardContent | null
  voucherId: string | null
}

async function lockDefinition(tx: Tx, key: string): Promise<Definition> {
  await sql`select from rewards where reward = ${key} for no key update`.execute(tx)
  const { rows } = await sql<Definition>`
    select status, currency, rewards.revision, content, voucher_id as "voucherId"
    from rewards left join reward_revisions using (reward, revision)
    where reward = ${key}`.execute(tx)
  return rows[0]!
}

/** Codes that were issued keep what they were worth: a reward that gives otherwise has a new voucher. */
async function voucherFor(
  tx: Tx,
  content: RewardContent,
  before: Definition,
  { caller, now }: Rim,
): Promise<string | null> {
  const benefit = benefitOf(content)
  if (!benefit) return null
  const known = before.content && benefitOf(before.content)
  if (before.voucherId !== null && JSON.stringify(known) === JSON.stringify(benefit)) {
    return before.voucherId
  }
  const voucher = voucherContent.parse({ name: content.name, benefit })
  return await createVoucherIn(
    tx,
    caller,
    { content: voucher, codes: { kind: 'single', count: 0 } },
    now,
  )
}

function benefitOf({ gives }: RewardContent): VoucherWorth | null {
  switch (gives.kind) {
    case 'percent_voucher':
      return { kind: 'percent', percent: gives.percent, discountMax: null }
    case 'amount_voucher':
      return { kind: 'amount', amount: gives.amount, inParts: false }
    case 'shipping_voucher':
      return { kind: 'free_shipping' }
    case 'partner_code':
      return { kind: 'at_partner' }
    case 'article':
    case 'exclusive_product':
    case 'experience':
    case 'donation':
      return null
  }
}

/** @throws Refusal where there is no such point currency */
export async function checkCurrency(tx: Tx, currency: string, pointer: string): Promise<void> {
  const { rows } = await sql`
    select from point_currencies where currency = ${currency}`.execute(tx)
  if (rows.length > 0) return
  const { code, message } = notFound('point_currency')
  throw malformed(code, message, pointer)
}

function refuseReversed({ validFrom, validUntil }: RewardContent): void {
  if (validUntil === undefined || Date.parse(validUntil) > Date.parse(validFrom)) return
  throw malformed('reward_period_reversed', 'The end lies before the beginning.', '/validUntil')
}

async function refuseTooMany(tx: Tx, key: string): Promise<void> {
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from rewards where reward <> ${key}`.execute(tx)
  if (rows[0]!.others < rewardsMax) return
  throw conflict('rewards_too_many', `There can be ${rewardsMax} rewards.`)
}
