import type { CustomerBalance } from '#contract/endpoints/points.ts'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { monthOf } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { readUsed } from './claim-rows.ts'

type Standing = CustomerBalance['tier']

/** A standing with how often each extra can still be given; asks only where a month is limited. */
export async function withExtrasLeft(
  tx: Tx,
  standing: Standing,
  customerId: string,
  { zone, now }: { zone: TimeZone; now: Date },
): Promise<Standing> {
  const { level } = standing ?? {}
  if (!standing || !level?.privileges.some(({ perMonth }) => perMonth !== null)) return standing
  const ids = (await membersOf(tx, [customerId])).get(customerId) ?? [customerId]
  const used = await readUsed(tx, ids, monthOf(zone.dayOf(now)))
  const privileges = level.privileges.map((one) =>
    one.perMonth === null || one.extra === null
      ? one
      : { ...one, leftThisMonth: Math.max(0, one.perMonth - (used.get(one.extra) ?? 0)) },
  )
  return { ...standing, level: { ...level, privileges } }
}
