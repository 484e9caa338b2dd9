import type { Input } from '#contract/endpoint.ts'
import type { cancelPointAct, PointAct } from '#contract/endpoints/point-acts.ts'
import { may } from '#contract/route.ts'
import { transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { cancelAct as cancel, findAct, type RecordedAct } from '#domain/ledger/cancel-act.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import { customerNamed } from '../customer-named.ts'
import { type Actor, circumstances, isOwn, viewOf } from './act-request.ts'

type Canceling = Input<typeof cancelPointAct>['body'] & { actId: string }

/** At the till soon after and in stores of one's own; later by whoever may give points by hand. */
export async function cancelAct(actor: Actor, asked: Canceling): Promise<PointAct> {
  const { context, caller } = actor
  return await transaction(context.database, async (tx) => {
    const { customerId } = await customerNamed(tx, asked.customer)
    const found = await findAct(tx, { customerId, act: asked.actId })
    refuseForeign(found)
    refuseDenied(actor, found)
    const request = {
      customerId,
      act: asked.actId,
      allowed: may(caller, 'points:grant') ? ('any_time' as const) : ('soon' as const),
      reason: { key: `hand.${asked.reason}` as const },
      ...(await circumstances(tx, caller, asked)),
    }
    return viewOf(customerId, await cancel(tx, request, context.clock.now()))
  })
}

function refuseForeign(found: RecordedAct): void {
  if (isOwn(found)) return
  throw conflict('act_not_cancelable', 'Cancel the reward, gift or cart that it belongs to.')
}

const ofTheTill: readonly RecordedAct['kind'][] = ['redeem', 'donate', 'hold', 'capture']

function refuseDenied({ caller }: Actor, { kind, store }: RecordedAct): void {
  refuseOtherStore(store === 0 ? null : store, caller.stores)
  if (may(caller, 'points:grant') || ofTheTill.includes(kind)) return
  throw new Refusal(
    'forbidden',
    'cancellation_not_allowed',
    'Points given by hand are taken back by whoever may give them.',
  )
}
