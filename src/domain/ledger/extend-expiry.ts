import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { lockAccount } from './lock-account.ts'
import { type ActAnswer, type ActRequest, recordLocked } from './record-act.ts'

/** Null: for ever. */
export type Extension = ActRequest & { until: Date | null }

/** Lets what is open keep at least until then: after a closure, or by better terms. */
export async function extendExpiry(tx: Tx, request: Extension, now: Date): Promise<ActAnswer> {
  const until = request.until?.getTime() ?? null
  const decide = () => ({ kind: 'extend' as const, until })
  const locked = await lockAccount(tx, request)
  const beside = (await membersOf(tx, [locked.kept.customerId])).get(locked.kept.customerId)!
  return await recordLocked(tx, locked, { request, asked: [until], decide, beside }, now)
}
