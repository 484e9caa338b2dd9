import type { Tx } from '#database/transaction.ts'
import { type ActAnswer, type ActRequest, recordAct } from './record-act.ts'

/** Null: for ever. */
export type Extension = ActRequest & { until: Date | null }

/** Lets what is open keep at least until then: after a closure, or by better terms. */
export async function extendExpiry(tx: Tx, request: Extension, now: Date): Promise<ActAnswer> {
  const until = request.until?.getTime() ?? null
  const decide = () => ({ kind: 'extend' as const, until })
  return await recordAct(tx, { request, asked: [until], decide }, now)
}
