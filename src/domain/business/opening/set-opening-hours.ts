import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type {
  setOpeningHours as endpoint,
  OpeningHours,
} from '#contract/endpoints/opening-hours.ts'
import { spansADayMax } from '#contract/endpoints/opening-hours.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { refuseOthersStores } from '../cashiers/cashier-rows.ts'
import { bumpRevision } from '../revision.ts'
import { storeNumbers } from '../stores.ts'
import { overlaps } from './open-minutes.ts'
import { openingColumns } from './opening-rows.ts'

type Change = Input<typeof endpoint>['body']

export async function setOpeningHours(
  { database }: Context,
  caller: Caller,
  storeId: string,
  change: Change,
): Promise<OpeningHours> {
  refuseUnsound(change)
  return await transaction(database, async (tx) => {
    refuseOthersStores(await storeNumbers(tx, [storeId]), caller.stores)
    const { rows } = await sql<OpeningHours>`
      update stores set
        hours = case when ${change.hours !== undefined}::boolean
          then ${change.hours ? JSON.stringify(change.hours) : null}::jsonb else hours end,
        closures = coalesce(${change.closures ? JSON.stringify(change.closures) : null}::jsonb, closures)
      where store_id = ${storeId}
      returning ${openingColumns}`.execute(tx)
    // Kept reports say which sources are silent, and a closed store is not.
    await bumpRevision(tx)
    return rows[0]!
  })
}

function refuseUnsound({ hours, closures = [] }: Change): void {
  const spansOf = Map.groupBy(hours ?? [], ({ weekday }) => weekday)
  const crowded = [...spansOf.values()].some((spans) => spans.length > spansADayMax)
  if (hours && (crowded || overlaps(hours))) {
    throw malformed(
      'opening_hours_overlap',
      `A weekday has at most ${spansADayMax} spans, and none begins before another has ended.`,
      '/hours',
    )
  }
  const reversed = closures.findIndex(({ from, until }) => until < from)
  if (reversed >= 0) {
    throw malformed(
      'closure_reversed',
      'A closure ends on the day it begins, or later.',
      `/closures/${reversed}/until`,
    )
  }
}
