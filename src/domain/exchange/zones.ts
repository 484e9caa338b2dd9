import type { ImportMapping } from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { isTimeZone, zoneNamed } from '#kernel/time-zone.ts'
import { readOwnTerms } from './plan-import.ts'
import type { Reading } from './reading/purchase-row.ts'

/** Times are read in the file's zone; a day without a time is one of the business's. */
export async function zonesOf(db: Queryable, mapping: ImportMapping): Promise<Reading['zones']> {
  const { timeZone } = await readOwnTerms(db)
  return { file: zoneNamed(mapping.timeZone), business: zoneNamed(timeZone) }
}

/** @throws Refusal for a time zone nobody knows */
export function refuseUnknownZone({ timeZone }: Pick<ImportMapping, 'timeZone'>): void {
  if (isTimeZone(timeZone)) return
  const message = `${timeZone} is no time zone. Name it like Europe/Berlin.`
  throw malformed('time_zone_unknown', message, '/mapping/timeZone')
}
