import type { Input } from '#contract/endpoint.ts'
import type { claimExtra as claimEndpoint, ExtraClaim } from '#contract/endpoints/extras.ts'
import { extraOf, type FreeExtra } from '#contract/language/privilege.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { claimAct } from '#domain/loyalty/act-reference.ts'
import { currentTier } from '#domain/loyalty/current-state.ts'
import { customerNamed, lockMember } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { monthOf } from '#kernel/calendar.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { readClaim, readUsed, writeClaim } from './claim-rows.ts'

type Claiming = Input<typeof claimEndpoint>['body']
type Rim = { context: Context; caller: Caller; planFor: PlanFor }

/** Notes that an extra was given, once, however often the same reference asks for it. */
export async function claimExtra(rim: Rim, claiming: Claiming): Promise<ExtraClaim> {
  const { source, externalId, ...asked } = claiming
  return await transaction(rim.context.database, async (tx) => {
    const id = newId()
    const known = await claimAct(tx, 'extra', { source, externalId }, asked, id)
    if (known === null) await give(tx, rim, claiming, id)
    return await readClaim(tx, known ?? id)
  })
}

async function give(
  tx: Tx,
  { context, caller, planFor }: Rim,
  { customer, extra, store: code }: Claiming,
  id: string,
): Promise<void> {
  const store = await storeOf(tx, code, caller.stores)
  const member = await lockMember(tx, () => customerNamed(tx, customer))
  const now = context.clock.now()
  const plan = await planFor(tx)
  const level = await currentTier(tx, member.customerId, plan, now)
  const levels = plan?.inForce(now.getTime()).tiers?.levels ?? []
  const privileges = levels.find(({ key }) => key === level)?.privileges ?? []
  const held = privileges.find(
    (one): one is FreeExtra => one.kind === 'free_extra' && extraOf(one) === extra,
  )
  if (!plan || !held) throw conflict('extra_not_held', 'Their tier does not bring this extra.')
  const month = monthOf(plan.zone.dayOf(now))
  refuseUsedUp(held, (await readUsed(tx, member.ids, month)).get(extra) ?? 0)
  await writeClaim(tx, {
    ...{ id, extra, month, now, customerId: member.memberId },
    ...{ storeNumber: store?.number ?? null, createdBy: callerKey(caller) ?? '' },
  })
}

function refuseUsedUp({ perMonth }: FreeExtra, used: number): void {
  if (perMonth === undefined || used < perMonth) return
  throw conflict('extra_used_up', `It was given ${perMonth} times this month, as often as it can.`)
}
