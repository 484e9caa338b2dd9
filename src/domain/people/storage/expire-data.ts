import { sql } from 'kysely'
import type { StorageKind } from '#contract/endpoints/storage-periods.ts'
import { storageKinds } from '#contract/endpoints/storage-periods.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { noteHappened } from '#domain/business/audit/note-happened.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { holdIntake, lockCustomers } from '../hold-customers.ts'
import { forget, keyOf } from '../rights/erase-person.ts'
import { hindrancesOf } from '../rights/hindrances.ts'
import { expiredRows, expiring } from './expiring.ts'
import { longestAway, warnedUntil } from './next-erased.ts'
import { daysAgo, type Period, readPeriods } from './periods.ts'

const job = 'storage periods'
const rowsPerPortion = 2_000
/** Intake waits while somebody is erased. */
const customersPerPortion = 20
const hourMillis = 3_600_000

/** Deletes what was kept long enough, a portion of each kind at a time. */
export const expireDataWorker = (context: Context): Worker => ({
  name: job,
  restMillis: hourMillis,
  work: async (signal) => {
    const periods = await readOnly(context.database, readPeriods)
    let isMore = false
    for (const kind of storageKinds) {
      if (signal.aborted) return 'done'
      if (await expire(context, kind, periods.get(kind)!)) isMore = true
    }
    return isMore ? 'more' : 'done'
  },
})

/** @returns whether there may be more */
async function expire(context: Context, kind: StorageKind, period: Period): Promise<boolean> {
  if (period.keepDays === null) return false
  const before = daysAgo(context.clock.now(), period.keepDays)
  if (kind === 'inactive_customers') return await eraseInactive(context, period, before)
  return await transaction(context.database, async (tx) => {
    const rows = await deletePortion(tx, kind, before)
    if (rows > 0) await noteHappened(tx, { ...happened, kind, rows })
    return rows >= rowsPerPortion
  })
}

const happened = { subject: 'data_expired', by: job, operation: null } as const

async function deletePortion(
  tx: Tx,
  kind: Exclude<StorageKind, 'inactive_customers'>,
  before: Date,
): Promise<number> {
  const { table } = expiring[kind]
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ctid = any(array(
      select ${sql.table(table)}.ctid from ${expiredRows(kind, before)} limit ${rowsPerPortion}
    ))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Each in a transaction of its own; who has something open is left for the next time. */
async function eraseInactive(context: Context, period: Period, before: Date): Promise<boolean> {
  const now = context.clock.now()
  if (now < warnedUntil(period)) return false
  const away = await readOnly(context.database, (tx) =>
    longestAway(tx, before, customersPerPortion),
  )
  let erased = 0
  for (const { customerId } of away) {
    if (await eraseAway(context, customerId, before)) erased++
  }
  return away.length === customersPerPortion && erased > 0
}

async function eraseAway(context: Context, customerId: string, before: Date): Promise<boolean> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    await holdIntake(tx)
    const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
    await lockCustomers(tx, memberIds)
    const stillAway = await longestAway(tx, before, customersPerPortion)
    if (!stillAway.some((one) => one.customerId === customerId)) return false
    if ((await hindrancesOf(tx, memberIds, now)).length > 0) return false
    await forget(tx, { customerId, memberIds }, { erasureKey: keyOf(context), now })
    await noteHappened(tx, { ...happened, kind: 'inactive_customers', customerId })
    return true
  })
}
