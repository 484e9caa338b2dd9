import type { Reply } from '#contract/endpoint.ts'
import type { eraseMyself as endpoint } from '#contract/endpoints/portal-self.ts'
import { type Caller, guestOf } from '#contract/route.ts'
import { readOnly } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { readCodes } from '#domain/loyalty/redemption-codes/code-rows.ts'
import { giveBackCode } from '#domain/loyalty/redemption-codes/take-code.ts'
import { erasePersonForGood, tryErasure } from '#domain/people/rights/erase-person.ts'
import { Refusal } from '#kernel/errors.ts'
import type { PortalRim } from './rim.ts'

/** Forgets the guest who asks; codes of theirs that are open are given back first. */
export async function eraseMyself(
  rim: PortalRim,
  caller: Caller,
  { dryRun }: { dryRun: boolean },
): Promise<Reply<typeof endpoint>> {
  const { context } = rim
  const { customerId } = guestOf(caller)
  if (!dryRun) await giveBackAll(rim, caller, customerId)
  const { erasedAt, goes, stays, points, waitsFor } = dryRun
    ? await tryErasure(context, customerId, caller)
    : await erasePersonForGood(context, customerId, caller)
  return { erasedAt, goes, stays, points, waitsFor }
}

async function giveBackAll(rim: PortalRim, caller: Caller, customerId: string): Promise<void> {
  const { database, clock } = rim.context
  const rows = await readOnly(database, async (tx) =>
    readCodes(tx, (await membersOf(tx, [customerId])).get(customerId)!, clock.now()),
  )
  for (const { id, state } of rows) {
    if (state !== 'open') continue
    await giveBackCode(rim, caller, { customerId, codeId: id }).catch(ignoreSpent)
  }
}

/** A till was faster; there is nothing left to give back. */
function ignoreSpent(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'redemption_code_spent')) throw error
}
