import { sql } from 'kysely'
import type { RedemptionCode, RedemptionWish } from '#contract/endpoints/portal-card.ts'
import type { Tx } from '#database/transaction.ts'
import { hourMillis } from '#kernel/calendar.ts'
import { unambiguous } from '#kernel/unambiguous.ts'

export type CodeRow = {
  id: string
  customerId: string
  code: string
  wish: RedemptionWish
  name: string
  currency: string | null
  currencyName: string | null
  points: number
  holdAct: string | null
  expiresAt: Date
  state: 'open' | 'redeemed' | 'given_back'
  targetId: string | null
}

const columns = sql`
  code_id as id, customer_id as "customerId", code, wish, redemption_codes.name, currency,
  (select point_currencies.name from point_currencies
    where point_currencies.currency = redemption_codes.currency) as "currencyName",
  points, hold_act as "holdAct", expires_at as "expiresAt", state, target_id as "targetId"`

const letters = 6

/** One that somebody else has at this moment by chance is thrown away. */
export async function insertCode(
  tx: Tx,
  row: Omit<CodeRow, 'code' | 'state' | 'targetId' | 'currencyName'>,
  now: Date,
): Promise<void> {
  const { id, customerId, wish, name, currency, points, holdAct, expiresAt } = row
  for (;;) {
    const { numAffectedRows } = await sql`
      insert into redemption_codes (code_id, customer_id, code, wish, name, currency, points,
        hold_act, made_at, expires_at)
      values (${id}, ${customerId}, ${unambiguous(letters)}, ${JSON.stringify(wish)}::jsonb, ${name},
        ${currency}, ${points}, ${holdAct}, ${now}, ${expiresAt})
      on conflict (code) where state = 'open' do nothing`.execute(tx)
    if (numAffectedRows) return
  }
}

/** Open ones, and those that ended a short time ago. */
export async function readCodes(
  tx: Tx,
  memberIds: readonly string[],
  now: Date,
): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`
    select ${columns} from redemption_codes
    where customer_id = any(${memberIds}::uuid[])
      and made_at > ${new Date(now.getTime() - hourMillis)}
    order by made_at desc, code_id desc`.execute(tx)
  return rows
}

export async function lockCode(
  tx: Tx,
  memberIds: readonly string[],
  id: string,
): Promise<CodeRow | null> {
  const { rows } = await sql<CodeRow>`
    select ${columns} from redemption_codes
    where code_id = ${id} and customer_id = any(${memberIds}::uuid[]) for update`.execute(tx)
  return rows[0] ?? null
}

/** As typed or scanned at the till: the one that is open, else the one that ended last. */
export async function lockTyped(tx: Tx, typed: string): Promise<CodeRow | null> {
  const { rows } = await sql<CodeRow>`
    select ${columns} from redemption_codes where code_id = (
      select code_id from redemption_codes where code = ${typed}
      order by state = 'open' desc, made_at desc limit 1
    ) for update`.execute(tx)
  return rows[0] ?? null
}

export async function findOpen(tx: Tx, typed: string, now: Date): Promise<CodeRow | null> {
  const { rows } = await sql<CodeRow>`
    select ${columns} from redemption_codes
    where code = ${typed} and state = 'open' and expires_at > ${now}`.execute(tx)
  return rows[0] ?? null
}

/** Whether it was this caller who redeemed it, after an instant. */
export async function wasTakenBy(
  tx: Tx,
  { id, targetId }: CodeRow,
  { by, since }: { by: string; since: Date },
): Promise<boolean> {
  const { rows } = await sql`
    select from redemption_codes
    where code_id = ${id} and ended_at >= ${since} and (
      exists (
        select from reward_redemptions where redemption_id = ${targetId} and created_by = ${by}
      ) or exists (
        select from gift_hand_overs where hand_over_id = ${targetId} and created_by = ${by}
      )
    )`.execute(tx)
  return rows.length > 0
}

export async function endCode(
  tx: Tx,
  { id }: CodeRow,
  state: 'redeemed' | 'given_back',
  { targetId, now }: { targetId: string | null; now: Date },
): Promise<void> {
  await sql`
    update redemption_codes set state = ${state}, target_id = ${targetId}, ended_at = ${now}
    where code_id = ${id}`.execute(tx)
}

const prefix = 'E-'

/** The letters of a code, where that is what was typed: `E-7K3QMX`, with or without the dash. */
export function lettersOf(typed: string): string | null {
  return (
    /^E-?([2-9A-HJ-NP-TV-Z]{6})$/.exec(typed.trim().toUpperCase().replace(/\s/g, ''))?.[1] ?? null
  )
}

export function codeView(row: CodeRow, now: Date): RedemptionCode {
  const { id, code, wish, name, points, currencyName, state, expiresAt } = row
  const shown = `${prefix}${code}`
  return {
    ...{ id, code: shown, qr: shown, what: wish, name, points, currencyName, expiresAt },
    state: state === 'open' && expiresAt <= now ? 'over' : state,
  }
}
