import { sql } from 'kysely'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { conflict } from '#kernel/errors.ts'

type Two = { one: string; other: string }

/** Remembers that two are not the same; said twice it is the same. */
export async function rejectDuplicate(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  asked: Two,
  by: Caller,
): Promise<Two> {
  return await transaction(database, async (tx) => {
    const one = await seeRoot(tx, asked.one, by.stores)
    const other = await seeRoot(tx, asked.other, by.stores)
    if (one === other) {
      throw conflict('customers_are_one', 'These are the same customer already.')
    }
    const [first, second] = [one, other].sort()
    await sql`
      insert into duplicate_rejections (one_id, other_id, rejected_at, rejected_by)
      values (${first}, ${second}, ${clock.now()}, ${callerKey(by)})
      on conflict do nothing`.execute(tx)
    return { one, other }
  })
}
