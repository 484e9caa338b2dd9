import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { cancelExtra as cancelEndpoint } from '#contract/endpoints/extras.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { customerOf, lockMember } from '#domain/loyalty/customer-named.ts'
import { refuseLateUndo } from '#domain/loyalty/undo.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'

type Canceled = Reply<typeof cancelEndpoint>

/** Counts again in the month in which it was given; done once, however often it is asked for. */
export async function cancelExtra(
  { database, clock }: Context,
  caller: Caller,
  claimId: string,
): Promise<Canceled> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const given = await findGiven(tx, claimId)
    if (caller.stores !== null) refuseOtherStore(given.storeNumber, caller.stores)
    await lockMember(tx, () => customerOf(tx, given.customerId))
    const known = await findCancellation(tx, claimId)
    if (known) return known
    refuseLateUndo(caller, given, now, 'extra_undo_too_late')
    const id = newId()
    await sql`
      insert into extra_claims (customer_id, claim_id, extra, month, times, store_number,
        occurred_at, created_by, cancels)
      select customer_id, ${id}, extra, month, -1, store_number, ${now},
        ${callerKey(caller) ?? ''}, claim_id
      from extra_claims where claim_id = ${claimId}`.execute(tx)
    return { id, cancels: claimId, occurredAt: now }
  })
}

type Given = {
  customerId: string
  storeNumber: number | null
  createdBy: string
  occurredAt: Date
}

async function findGiven(tx: Tx, claimId: string): Promise<Given> {
  const { rows } = await sql<Given>`
    select customer_id as "customerId", store_number as "storeNumber", created_by as "createdBy",
      occurred_at as "occurredAt"
    from extra_claims where claim_id = ${claimId} and cancels is null`.execute(tx)
  if (!rows[0]) throw notFound('extra_claim')
  return rows[0]
}

async function findCancellation(tx: Tx, claimId: string): Promise<Canceled | undefined> {
  const { rows } = await sql<Canceled>`
    select claim_id as id, cancels, occurred_at as "occurredAt"
    from extra_claims where cancels = ${claimId}`.execute(tx)
  return rows[0]
}
