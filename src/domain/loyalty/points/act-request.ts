import type { PointAct } from '#contract/endpoints/point-acts.ts'
import type { CustomerReference } from '#contract/language/event.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import type { RecordedAct } from '#domain/ledger/cancel-act.ts'
import type { Reason } from '#domain/ledger/facts.ts'
import type { ActAnswer, ActRequest } from '#domain/ledger/record-act.ts'
import { customerNamed } from '../customer-named.ts'

export type Actor = { context: Context; caller: Caller }

/** What every act is asked with from outside. */
export type AskedAct = {
  source: string
  externalId: string
  customer: CustomerReference
  store?: string | undefined
  note?: string | undefined
}

const ownReasons = ['points.', 'hand.']

/** Whether an act was asked for here; what other parts did with points hangs together with more. */
export const isOwn = ({ reason_key }: RecordedAct): boolean =>
  ownReasons.some((prefix) => reason_key.startsWith(prefix))

type Perform = (tx: Tx, request: Omit<ActRequest, 'currency'>, now: Date) => Promise<ActAnswer>

/**
 * Does what is asked in one transaction. What another system calls it names it for this customer
 * for ever.
 */
export async function act(
  { context, caller }: Actor,
  asked: AskedAct,
  reason: Reason,
  perform: Perform,
): Promise<PointAct> {
  return await transaction(context.database, async (tx) => {
    const { customerId, memberId } = await customerNamed(tx, asked.customer)
    const request = {
      customerId: memberId,
      identity: JSON.stringify([asked.source, asked.externalId]),
      reason,
      ...(await circumstances(tx, caller, asked)),
    }
    return viewOf(customerId, await perform(tx, request, context.clock.now()))
  })
}

/** Where it happens, who does it and what they note. */
export async function circumstances(
  tx: Tx,
  caller: Caller,
  { store, note }: Pick<AskedAct, 'store' | 'note'>,
) {
  const found = await storeOf(tx, store, caller.stores)
  return {
    store: found?.number ?? 0,
    doneBy: callerKey(caller),
    ...(note === undefined ? {} : { note }),
  }
}

export const viewOf = (customerId: string, { actId, at, standing }: ActAnswer): PointAct => ({
  id: actId,
  customerId,
  at: new Date(at),
  balance: standing,
})
