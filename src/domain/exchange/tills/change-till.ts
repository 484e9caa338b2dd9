import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { updateTill as endpoint, Till } from '#contract/endpoints/tills.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { checkedKey, storeNumber } from './register-till.ts'
import { readTill } from './till.ts'

type Change = Input<typeof endpoint>['body']

export async function changeTill(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  tillId: string,
  { name, store, publicKeys, archived }: Change,
): Promise<Till> {
  const now = clock.now()
  const keys = publicKeys?.map((key, index) => checkedKey(key, `/publicKeys/${index}`)) ?? null
  await transaction(database, async (tx) => {
    const number = store === undefined ? null : await storeNumber(tx, store)
    const { numAffectedRows } = await sql`
      update tills set
        name = coalesce(${name ?? null}::text, name),
        store_number = coalesce(${number}::smallint, store_number),
        public_keys = coalesce(${keys}::text[], public_keys),
        archived_at = case ${archived ?? null}::boolean
          when true then coalesce(archived_at, ${now})
          when false then null
          else archived_at end
      where till_id = ${tillId}`.execute(tx)
    if (!numAffectedRows) throw notFound('till')
  })
  return await readTill(database, tillId, now)
}
