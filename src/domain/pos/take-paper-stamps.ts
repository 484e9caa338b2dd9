import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { takePaperStamps as endpoint } from '#contract/endpoints/paper-stamps.ts'
import type { GuestView } from '#contract/endpoints/pos.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { lockAccount } from '#domain/ledger/lock-account.ts'
import { recordLocked } from '#domain/ledger/record-act.ts'
import { customerOf } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { usualExpiry } from '#domain/loyalty/usual-expiry.ts'
import { conflict } from '#kernel/errors.ts'
import { counterOf } from './counter-of.ts'
import { refuseOwnCard } from './own-card.ts'
import { readRule } from './paper-stamp-rule.ts'

type Asked = Omit<Input<typeof endpoint>['body'], 'language'> & { customerId: string }

/** The rule asked at each act is the one in force; whoever repeats an act gets the first answer. */
export async function takePaperStamps(
  { context: { database, clock }, planFor }: { context: Context; planFor: PlanFor },
  caller: Caller,
  { externalId, customerId, points, store: code }: Asked,
): Promise<void> {
  const now = clock.now()
  await transaction(database, async (tx) => {
    const store = await counterOf(tx, code, caller)
    const member = await customerOf(tx, customerId)
    await refuseOwnCard(tx, caller, member.customerId)
    const rule = await readRule(tx, now)
    if (rule === null) throw closed()
    const { currency, pointsMax, open } = rule
    const locked = await lockAccount(tx, { customerId: member.memberId, currency })
    const before = await takenOver(tx, member.ids, currency)
    const plan = await planFor(tx)
    const decide = (_: unknown, at: number) => {
      if (!open) throw closed()
      if (before + points > pointsMax) throw tooMany(pointsMax - before)
      const expiresAt = usualExpiry(plan, currency, at)
      return { kind: 'opening' as const, points, availableAt: at, expiresAt }
    }
    const request = {
      ...{ customerId: member.memberId, currency, store: store.number },
      identity: JSON.stringify(['paper stamps', code, externalId]),
      doneBy: callerKey(caller),
      reason: { key: 'hand.taken_over' as const, params: { from: 'paper' } },
    }
    await recordLocked(tx, locked, { request, asked: ['opening', points], decide }, now)
  })
}

/** What can still be taken over of this customer today; undefined: nothing. */
export async function paperLeft(
  tx: Tx,
  memberIds: readonly string[],
  now: Date,
): Promise<GuestView['paper']> {
  const rule = await readRule(tx, now)
  if (!rule?.open) return undefined
  const left = rule.pointsMax - (await takenOver(tx, memberIds, rule.currency))
  return left > 0 ? { name: rule.name, left } : undefined
}

/** What was taken over from paper of this customer and not taken back. */
async function takenOver(tx: Tx, memberIds: readonly string[], currency: string): Promise<number> {
  const { rows } = await sql<{ points: number }>`
    select coalesce(sum((deed ->> 'points')::bigint), 0)::float8 as points
    from ledger_acts as taken
    where customer_id = any(${memberIds}::uuid[]) and currency = ${currency} and kind = 'opening'
      and reason_params ->> 'from' = 'paper'
      and not exists (
        select from ledger_acts as canceled
        where canceled.customer_id = any(${memberIds}::uuid[]) and canceled.kind = 'cancel'
          and canceled.deed ->> 'act' = taken.act_id::text
      )`.execute(tx)
  return rows[0]!.points
}

const closed = () =>
  conflict('paper_stamps_closed', 'Stamps of paper cards are not taken over any more.')

const tooMany = (left: number) =>
  conflict(
    'paper_stamps_too_many',
    `Of this customer ${Math.max(0, left)} more can be taken over from paper.`,
  )
