import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { PortalCard } from '#contract/endpoints/portal-card.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { customerCards } from '#domain/loyalty/cards/customer-cards.ts'
import { customerGifts } from '#domain/loyalty/gifts/customer-gifts.ts'
import { readBalance } from '#domain/loyalty/points/read-balance.ts'
import { pointsOfEachVisit } from '#domain/loyalty/points-of-visits.ts'
import type { Ending, InForce } from '#domain/loyalty/program.ts'
import { customerRewards } from '#domain/loyalty/rewards/customer-rewards.ts'
import type { Language } from '#locales/language.ts'
import { guestLanguage } from './read-session.ts'
import type { PortalRim } from './rim.ts'

/** The card as it lies in the guest's hand. */
export async function readCard(
  rim: PortalRim,
  customerId: string,
  asked: Language | undefined,
): Promise<PortalCard> {
  const { context, planFor } = rim
  const seen = await readOnly(context.database, async (tx) => ({
    ...(await readHolder(tx, customerId)),
    language: await guestLanguage(tx, customerId, asked),
    revision: await revisionOf(tx, customerId),
    plan: await planFor(tx),
  }))
  const { name, cards, language, revision, plan } = seen
  const [balance, stampCards, rewards, gifts] = await Promise.all([
    readBalance({ context, planFor }, customerId, language),
    customerCards(context, planFor, customerId, language),
    customerRewards(context, planFor, customerId, language),
    customerGifts(context, planFor, customerId),
  ])
  const now = context.clock.now().getTime()
  const inForce = plan?.inForce(now)
  const names = new Map(balance.points.map(({ currency, name: called }) => [currency, called]))
  const ready = rewards.items.filter((one) => one.redeemable && one.available >= one.price)
  const due = gifts.ladders.flatMap((ladder) => ladder.due)
  return {
    ...{ asOf: balance.asOf, name, cards, revision, ready: ready.length + due.length },
    tier: balance.tier?.level?.name ?? null,
    ending: inForce?.ending ? endingSeen(inForce.ending, now) : null,
    points: balance.points.map(({ currency, name: called, balance: has, available, ...point }) => ({
      ...{ currency, name: called, balance: has, available },
      ...{ pending: point.pending, expiresNext: stillTold(point.expiresNext, inForce?.ending) },
    })),
    stampCards: stampCards.items.map(({ reward, ...card }) => ({
      ...card,
      reward: reward && {
        ...{ key: reward.key, name: reward.name, price: reward.price, ready: reward.ready },
      },
    })),
    next: nearestOf(rewards.items, names, inForce),
  }
}

/** Where the program ends before, its last day is told instead. */
const stillTold = (next: ExpiresNext, ending: Ending | null | undefined): ExpiresNext =>
  next && ending && next.at.getTime() > ending.redeemEndMillis ? null : next

function endingSeen({ plan, collectEndMillis, redeemEndMillis }: Ending, now: number) {
  const { collectUntil, redeemUntil } = plan
  const stage = now < collectEndMillis ? 'collecting' : now < redeemEndMillis ? 'redeeming' : 'over'
  return { collectUntil, redeemUntil, stage } satisfies PortalCard['ending']
}

type ExpiresNext = PortalCard['points'][number]['expiresNext']

type Rewards = Awaited<ReturnType<typeof customerRewards>>['items']

/** Of those that only points are missing for, the one with the least to go. */
function nearestOf(
  rewards: Rewards,
  names: ReadonlyMap<string, string>,
  inForce: InForce | undefined,
): PortalCard['next'] {
  const [nearest] = rewards
    .filter(({ reasons }) => reasons.every(({ code }) => code === 'points_insufficient'))
    .map((reward) => ({ ...reward, left: reward.price - reward.available }))
    .filter(({ left }) => left > 0)
    .sort((one, other) => one.left - other.left || one.price - other.price)
  if (!nearest) return null
  const { key, name, price, currency, left } = nearest
  const perVisit = inForce ? pointsOfEachVisit(inForce, currency) : null
  return {
    key,
    name,
    price,
    currency,
    currencyName: names.get(currency) ?? currency,
    missing: left,
    visits: perVisit === null ? null : Math.ceil(left / perVisit),
  }
}

type Holder = Pick<PortalCard, 'name' | 'cards'>

async function readHolder(tx: Tx, customerId: string): Promise<Holder> {
  const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
  const { rows } = await sql<{ name: string | null }>`
    select name from persons where customer_id = ${customerId}`.execute(tx)
  const cards = await readCards(tx, memberIds)
  return {
    name: rows[0]?.name ?? null,
    cards: cards
      .filter(({ state }) => state === 'in_use')
      .map(({ cardNumber, label }) => ({ number: cardNumber, label, qr: cardNumber })),
  }
}

/** Another one whenever a line was booked for the guest, or a code of theirs was taken. */
export async function revisionOf(tx: Tx, customerId: string): Promise<string> {
  const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
  const { rows } = await sql<{ booked: string | null; codes: string | null; seen: string | null }>`
    select
      (select max(position) from ledger_entries
        where customer_id = any(${memberIds}::uuid[])) as booked,
      (select max(ended_at) from redemption_codes
        where customer_id = any(${memberIds}::uuid[])) as codes,
      (select max(occurred_at) from gift_hand_overs
        where customer_id = any(${memberIds}::uuid[])) as seen`.execute(tx)
  return createHash('sha256').update(JSON.stringify(rows[0])).digest('base64url').slice(0, 16)
}
