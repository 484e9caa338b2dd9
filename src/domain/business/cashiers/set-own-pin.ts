import { sql } from 'kysely'
import { type Caller, staffIdOf } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { addCashier } from './add-cashier.ts'
import { unlockTill } from './unlocking.ts'

type Asked = { sessionId: string; pin: string }

/** Whoever leads the shop stands at its till too; that they are who they say was shown before. */
export async function setOwnPin(
  context: Context,
  caller: Caller,
  { sessionId, pin }: Asked,
): Promise<{ id: string; name: string }> {
  const { database } = context
  const { name, ownCustomerId, storeIds } = await readSelf(database, caller)
  const { id: cashierId } = await addCashier(context, caller, {
    name,
    pin,
    storeIds,
    ownCustomerId,
  })
  return await unlockTill(database, { sessionId, stores: caller.stores }, { cashierId, pin })
}

type Self = { name: string; ownCustomerId: string | null; storeIds: string[] | null }

async function readSelf({ kysely }: Queryable, caller: Caller): Promise<Self> {
  const { rows } = await sql<Self>`
    select left(name, 60) as name, own_customer_id as "ownCustomerId",
      case when ${caller.stores}::smallint[] is not null then
        array(select store_id from stores where number = any(${caller.stores}::smallint[]))
      end as "storeIds"
    from staff where staff_id = ${staffIdOf(caller)}`.execute(kysely)
  return rows[0]!
}
