import { sql } from 'kysely'
import type { WebhookType } from '#contract/language/webhook-type.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { type HeldTier, tiersAt } from '#domain/loyalty/current-state.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import { nilId, publicId } from '#kernel/ids.ts'
import type { Told } from './compose-messages.ts'

const customersPerRound = 1000

type Following = Pick<Context, 'clock'> & { planFor: PlanFor }

/**
 * Compares the level of customers with the one they were last seen on: of those something happened
 * to, those whose period ends, and of all where a new ladder begins. While nobody wants to know,
 * nothing is kept; the first look at everybody tells nothing.
 */
export async function followTiers(
  tx: Tx,
  { clock, planFor }: Following,
  wanted: ReadonlySet<WebhookType>,
  touched: readonly string[],
): Promise<{ told: Told[]; more: boolean }> {
  const look = await readLook(tx)
  if (!wanted.has('tier.changed')) {
    if (look.lookedAt) await forget(tx)
    return { told: [], more: false }
  }
  const now = clock.now()
  const plan = await planFor(tx)
  const everybody = isLookDue(look, plan, now) ? await nextOfAll(tx, look, now) : []
  const ids = [...new Set([...touched, ...(await turning(tx, now)), ...everybody])]
  const changes = await compare(tx, ids, plan, now)
  return {
    told: look.lookedAt ? changes.map((change) => toldOf(change, look.xid, now)) : [],
    more: everybody.length > 0,
  }
}

type Look = { doneUntil: string; lookedAt: Date | null; xid: string }

async function readLook(tx: Tx): Promise<Look> {
  const { rows } = await sql<Look>`
    select tiers_done_until as "doneUntil", tiers_looked_at as "lookedAt",
      pg_current_xact_id()::text as xid
    from webhook_progress`.execute(tx)
  return rows[0]!
}

function isLookDue({ lookedAt }: Look, plan: Plan | null, now: Date): boolean {
  if (!lookedAt) return true
  const since = lookedAt.getTime()
  return plan?.tierStarts.some((start) => start > since && start <= now.getTime()) ?? false
}

/** @returns empty at the end of all */
async function nextOfAll(tx: Tx, { doneUntil }: Look, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from program_states where customer_id > ${doneUntil}
    order by customer_id limit ${customersPerRound}`.execute(tx)
  const last = rows.at(-1)
  await (last
    ? sql`update webhook_progress set tiers_done_until = ${last.id}`
    : sql`update webhook_progress set tiers_done_until = ${nilId}, tiers_looked_at = ${now}`
  ).execute(tx)
  return rows.map(({ id }) => id)
}

async function turning(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from webhook_tiers where next_at <= ${now}
    order by next_at limit ${customersPerRound}`.execute(tx)
  return rows.map(({ id }) => id)
}

async function forget(tx: Tx): Promise<void> {
  await sql`delete from webhook_tiers`.execute(tx)
  await sql`
    update webhook_progress set tiers_looked_at = null, tiers_done_until = ${nilId}`.execute(tx)
}

type Change = { customerId: string; from: string | null; to: string | null }

/** Those who were merged are looked at as who they are now. */
async function compare(
  tx: Tx,
  ids: readonly string[],
  plan: Plan | null,
  now: Date,
): Promise<Change[]> {
  if (ids.length === 0) return []
  const roots = await rootsOf(tx, ids)
  await dropMerged(
    tx,
    ids.filter((id) => roots.get(id) !== id),
  )
  const held = await tiersAt(tx, [...new Set(roots.values())], plan, now)
  const before = await keep(tx, held)
  return [...held].flatMap(([customerId, { level }]) => {
    const from = before.get(customerId) ?? null
    return from === level ? [] : [{ customerId, from, to: level }]
  })
}

async function dropMerged(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from webhook_tiers where customer_id = any(${ids}::uuid[])`.execute(tx)
}

/** @returns what was kept before */
async function keep(tx: Tx, held: ReadonlyMap<string, HeldTier>): Promise<Map<string, string>> {
  const { rows: before } = await sql<{ id: string; level: string }>`
    delete from webhook_tiers where customer_id = any(${[...held.keys()]}::uuid[])
    returning customer_id as id, level`.execute(tx)
  const now = [...held].filter(([, { level }]) => level !== null)
  await sql`
    insert into webhook_tiers (customer_id, level, next_at)
    select * from ${unnestRows<(typeof now)[number]>(
      'held',
      [
        { name: 'customer_id', type: 'uuid', of: ([id]) => id },
        { name: 'level', type: 'text', of: ([, { level }]) => level },
        { name: 'next_at', type: 'timestamptz', of: ([, { turnsAt }]) => turnsAt },
      ],
      now,
    )}`.execute(tx)
  return new Map(before.map(({ id, level }) => [id, level]))
}

const toldOf = ({ customerId, from, to }: Change, xid: string, now: Date): Told => ({
  type: 'tier.changed',
  customerId,
  stream: customerId,
  isImported: false,
  xid,
  occurredAt: now,
  data: { customer: { id: publicId('cus', customerId) }, from, to },
})
