import { sql } from 'kysely'
import {
  type StorageKind,
  type StoragePeriod,
  storageKinds,
  storagePresets,
  warningDays,
} from '#contract/endpoints/storage-periods.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { malformed } from '#kernel/errors.ts'
import { expiredRows, inactiveSince } from './expiring.ts'

/** What holds for a kind, and since when. */
export type Period = { keepDays: number | null; changedAt: Date | null }

/** What the business said, else what is preset. */
export async function readPeriods(tx: Tx): Promise<Map<StorageKind, Period>> {
  const { rows } = await sql<Period & { kind: StorageKind }>`
    select kind, keep_days as "keepDays", changed_at as "changedAt" from storage_periods`.execute(
    tx,
  )
  const said = new Map(rows.map(({ kind, ...period }) => [kind, period]))
  return new Map(
    storageKinds.map((kind) => [
      kind,
      said.get(kind) ?? { keepDays: storagePresets[kind].keepDays, changedAt: null },
    ]),
  )
}

export async function listPeriods({
  database,
  clock,
}: Pick<Context, 'database' | 'clock'>): Promise<StoragePeriod[]> {
  return await readOnly(database, async (tx) => {
    const periods = await readPeriods(tx)
    const items: StoragePeriod[] = []
    for (const [kind, { keepDays }] of periods) {
      items.push(await describe(tx, kind, keepDays, clock.now()))
    }
    return items
  })
}

async function describe(
  tx: Tx,
  kind: StorageKind,
  keepDays: number | null,
  now: Date,
): Promise<StoragePeriod> {
  const { keepDays: presetDays, minDays, maxDays } = storagePresets[kind]
  const soon = keepDays === null ? null : daysAgo(now, keepDays - warningDays)
  return {
    ...{ kind, keepDays, presetDays, minDays, maxDays },
    kept: await countOf(tx, kind, null),
    goesNext: soon === null ? 0 : await countOf(tx, kind, soon),
  }
}

async function countOf(tx: Tx, kind: StorageKind, before: Date | null): Promise<number> {
  const rows = kind === 'inactive_customers' ? inactiveSince(before) : expiredRows(kind, before)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from ${rows}`.execute(tx)
  return counted[0]!.count
}

export const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * dayMillis)

/** @throws Refusal where that is shorter or longer than this kind can be kept */
export async function setPeriod(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  kind: StorageKind,
  keepDays: number | null,
): Promise<StoragePeriod> {
  refuseUnfit(kind, keepDays)
  const now = clock.now()
  return await transaction(database, async (tx) => {
    await sql`
      insert into storage_periods (kind, keep_days, changed_at)
      values (${kind}, ${keepDays}, ${now})
      on conflict (kind) do update set keep_days = excluded.keep_days,
        changed_at = excluded.changed_at
      where storage_periods.keep_days is distinct from excluded.keep_days`.execute(tx)
    return await describe(tx, kind, keepDays, now)
  })
}

function refuseUnfit(kind: StorageKind, keepDays: number | null) {
  const { minDays, maxDays } = storagePresets[kind]
  if (keepDays !== null && keepDays < minDays) {
    throw malformed('storage_period_too_short', `At least ${minDays} days.`, '/keepDays')
  }
  if (maxDays !== null && (keepDays === null || keepDays > maxDays)) {
    throw malformed('storage_period_too_long', `At most ${maxDays} days.`, '/keepDays')
  }
}
