import type { ImportMapping } from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { zoneNamed } from '#domain/events/terms.ts'
import { readOwnTerms } from './plan-import.ts'
import type { Reading } from './reading/purchase-row.ts'

/** Times are read in the file's zone; a day without a time is one of the business's. */
export async function zonesOf(db: Queryable, mapping: ImportMapping): Promise<Reading['zones']> {
  const { timeZone } = await readOwnTerms(db)
  return { file: zoneNamed(mapping.timeZone), business: zoneNamed(timeZone) }
}
