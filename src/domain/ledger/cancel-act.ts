import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { conflict, notFound, Refusal } from '#kernel/errors.ts'
import type { Deed } from './act.ts'
import { type ActAnswer, type ActRequest, recordAct } from './record-act.ts'

/** `soon`: only within ten minutes, as at the till. `any_time`: as whoever answers for it. */
export type Cancelation = Omit<ActRequest, 'identity' | 'currency'> & {
  act: string
  allowed: 'soon' | 'any_time'
}

const soonMinutes = 10

/**
 * Undoes what is left of an act: points come back to the lots they came from, points given are
 * taken back. An act is canceled once; who asks again gets the first answer.
 */
export async function cancelAct(tx: Tx, request: Cancelation, now: Date): Promise<ActAnswer> {
  const { act } = request
  const found = await findAct(tx, request)
  const decide = () => {
    refuseUncancelable(found.kind)
    if (
      request.allowed === 'soon' &&
      now.getTime() - found.recorded_at.getTime() > soonMinutes * 60_000
    ) {
      throw new Refusal(
        'forbidden',
        'cancellation_too_late',
        'This can only be undone for ten minutes.',
      )
    }
    return { kind: 'cancel' as const, act }
  }
  const { currency, customerId } = found
  const named = { ...request, customerId, currency, identity: cancelIdentity(act) }
  return await recordAct(tx, { request: named, asked: [act], decide }, now)
}

/** An act is canceled once, whoever asks. */
export const cancelIdentity = (act: string) => `cancel ${act}`

/**
 * An act as it was recorded; `store` is 0 where none was said. `customerId` is who acted: what takes
 * up the act again stands beside it, and stays with it when a merge is undone.
 */
export type RecordedAct = {
  customerId: string
  kind: Deed['kind']
  currency: string
  recorded_at: Date
  store: number
  reason_key: string
}

/** @throws Refusal where this customer has no such act */
export async function findAct(
  tx: Tx,
  { customerId, act }: Pick<Cancelation, 'customerId' | 'act'>,
  missing: () => Refusal = () => notFound('act'),
): Promise<RecordedAct> {
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  const members = (await membersOf(tx, [root])).get(root)!
  const { rows } = await sql<RecordedAct>`
    select customer_id as "customerId", kind, currency, recorded_at, coalesce(store_number, 0) as store, reason_key
    from ledger_acts
    where customer_id = any(${members}::uuid[]) and act_id = ${act}`.execute(tx)
  if (!rows[0]) throw missing()
  return rows[0]
}

function refuseUncancelable(kind: Deed['kind']): void {
  switch (kind) {
    case 'redeem':
    case 'donate':
    case 'redeem_offline':
    case 'hold':
    case 'capture':
    case 'grant':
    case 'goodwill':
    case 'opening':
      return
    case 'release':
    case 'cancel':
    case 'extend':
    case 'end':
    case 'transfer_out':
    case 'transfer_in':
      throw conflict('act_not_cancelable', 'An act of this kind cannot be canceled.')
  }
}
