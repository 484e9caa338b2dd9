import { sql } from 'kysely'
import type { Partner } from '#contract/endpoints/partners.ts'
import type { PartnerContent } from '#contract/language/partner.ts'
import type { Tx } from '#database/transaction.ts'
import { readRewards } from '#domain/loyalty/rewards/reward-rows.ts'
import { notFound } from '#kernel/errors.ts'
import { type Stated, stateAgreements } from './agreement.ts'
import { readAgreements } from './agreement-rows.ts'

/** The partners by name, each with the rewards that are theirs or will be. */
export async function readPartners(tx: Tx, today: string): Promise<Partner[]> {
  const { rows } = await sql<{ key: string; content: PartnerContent }>`
    select partner as key, content from partners order by lower(content ->> 'name'), partner`.execute(
    tx,
  )
  const byPartner = await readAgreedRewards(tx, today)
  return rows.map(({ key, content }) => ({ key, ...content, rewards: byPartner.get(key) ?? [] }))
}

export async function readPartner(tx: Tx, key: string, today: string): Promise<Partner> {
  const found = (await readPartners(tx, today)).find((partner) => partner.key === key)
  if (!found) throw notFound('partner')
  return found
}

type AgreedReward = Partner['rewards'][number]

async function readAgreedRewards(tx: Tx, today: string): Promise<Map<string, AgreedReward[]>> {
  const rewards = new Map((await readRewards(tx, 'all')).map((reward) => [reward.key, reward]))
  const byReward = Map.groupBy(await readAgreements(tx), ({ reward }) => reward)
  const stated = [...byReward.values()].flatMap((own) => stateAgreements(own, today))
  const agreed = new Map<string, AgreedReward[]>()
  for (const { reward: key, partner, terms, validFrom, state } of stated.filter(isStill)) {
    if (partner === null || terms === null) continue
    const { content, status, remaining } = rewards.get(key)!
    const { name, gives } = content
    const one = { key, name, status, gives, terms, validFrom, state, remaining }
    agreed.set(partner.key, [...(agreed.get(partner.key) ?? []), one])
  }
  return agreed
}

const isStill = ({ state }: Stated) => state !== 'past'
