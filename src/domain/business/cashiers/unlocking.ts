import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { readTillLock } from '#contract/endpoints/cashiers.ts'
import { lockedAfterSeconds } from '#contract/language/counter-limits.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable } from '#database/transaction.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { standsIn } from './cashier-rows.ts'
import { isPin } from './pin.ts'

type Unlocked = { id: string; name: string }

/** Before this an unlocking must have been used to count. Real time, as for sessions. */
const usedSince = () => new Date(Date.now() - lockedAfterSeconds * 1000)

/** Unlocks the till of a session for whoever knows the PIN. @throws Refusal where it is wrong */
export async function unlockTill(
  { kysely }: Queryable,
  { sessionId, stores }: { sessionId: string; stores: Caller['stores'] },
  { cashierId, pin }: { cashierId: string; pin: string },
): Promise<Unlocked> {
  const { rows } = await sql<Unlocked & { hash: string }>`
    select cashier_id as id, name, pin_hash as hash from cashiers
    where cashier_id = ${cashierId} and ended_at is null and ${standsIn(stores)}`.execute(kysely)
  const found = rows[0]
  if (!(await isPin(pin, found?.hash ?? null))) {
    throw wrong()
  }
  const { id, name, hash } = found!
  // Reading it took a while; a PIN that was changed meanwhile, or a cashier who ended, unlock nothing.
  const { numAffectedRows } = await sql`
    with standing as (
      select cashier_id from cashiers
      where cashier_id = ${id} and pin_hash = ${hash} and ended_at is null for share
    )
    insert into cashier_unlockings (session_id, cashier_id, used_at)
    select ${sessionId}, cashier_id, ${new Date()} from standing
    on conflict (session_id) do update
    set cashier_id = excluded.cashier_id, used_at = excluded.used_at`.execute(kysely)
  if (!numAffectedRows) throw wrong()
  return { id, name }
}

const wrong = () => malformed('pin_wrong', 'This is not the PIN of this cashier.', '/pin')

export async function lockTill({ kysely }: Queryable, sessionId: string): Promise<void> {
  await sql`delete from cashier_unlockings where session_id = ${sessionId}`.execute(kysely)
}

/**
 * Who stands at a till; that they do something keeps it unlocked.
 * @returns undefined where there are no cashiers at all, so that nobody is asked for
 * @throws Refusal where it is locked
 */
export async function standsAtTill(
  { kysely }: Queryable,
  { sessionId, stores }: { sessionId: string; stores: Caller['stores'] },
): Promise<{ cashierId: string; name: string } | undefined> {
  type Row = { cashierId: string | null; name: string | null; needed: boolean }
  const { rows } = await sql<Row>`
    with used as (
      update cashier_unlockings set used_at = ${new Date()}
      where session_id = ${sessionId} and used_at > ${usedSince()}
      returning cashier_id
    )
    select cashiers.cashier_id as "cashierId", cashiers.name,
      exists (select from cashiers where ended_at is null and ${standsIn(stores)}) as needed
    from (select 1) as asked
    left join used on true
    left join cashiers on cashiers.cashier_id = used.cashier_id and ended_at is null`.execute(
    kysely,
  )
  const { cashierId, name, needed } = rows[0]!
  if (cashierId !== null && name !== null) return { cashierId, name }
  if (!needed) return undefined
  throw new Refusal('forbidden', 'till_locked', 'Unlock the till with the PIN of a cashier.')
}

/** What a till shows that may be locked. Looking does not keep it unlocked. */
export async function readLock(
  { kysely }: Queryable,
  { sessionId, stores }: { sessionId: string; stores: Caller['stores'] },
  store: number | null,
): Promise<Reply<typeof readTillLock>> {
  const { rows: cashiers } = await sql<Unlocked & { here: boolean; unlocked: boolean }>`
    select cashier_id as id, name,
      ${store}::smallint is null or store_numbers is null or ${store}::smallint = any(store_numbers)
        as here,
      cashier_id = (
        select cashier_id from cashier_unlockings
        where session_id = ${sessionId} and used_at > ${usedSince()}
      ) is true as unlocked
    from cashiers where ended_at is null and ${standsIn(stores)}
    order by lower(name)`.execute(kysely)
  return {
    needed: cashiers.length > 0,
    unlockedBy: cashiers.find(({ unlocked }) => unlocked) ?? null,
    cashiers: cashiers.filter(({ here }) => here),
  }
}
