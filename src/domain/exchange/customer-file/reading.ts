import { sql } from 'kysely'
import type { ConsentColumn } from '#contract/endpoints/customer-files.ts'
import type { Queryable } from '#database/transaction.ts'
import { listAttributes } from '#domain/customers/attributes.ts'
import { malformed, notFound, Refusal } from '#kernel/errors.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { readOwnTerms } from '../plan-import.ts'
import { readColumns } from './columns.ts'
import type { Wordings } from './read-consents.ts'
import type { SheetReading } from './read-row.ts'

/** What whoever sends a file says of its columns, and whether they may write down consents. */
export type SheetWishes = {
  map: string | undefined
  consents: readonly ConsentColumn[]
  mayConsent: boolean
}

/**
 * How the rows below a header are read.
 * @throws Refusal where columns tell nobody apart, or name consents nobody is asked for
 */
export async function readingOf(
  db: Queryable,
  header: readonly string[],
  { map, consents, mayConsent }: SheetWishes,
  now: Date,
): Promise<SheetReading> {
  const columns = readColumns(header, await listAttributes(db), map)
  const { purposes, ...wordings } = await readWordings(db)
  for (const target of columns) {
    if (target?.kind !== 'consent') continue
    if (!mayConsent) throw notAllowed()
    if (!purposes.has(target.purpose)) throw notFound('consent_purpose')
  }
  for (const { purpose, textId } of consents) {
    if (textId === undefined) continue
    const wording = wordings.byText.get(textId)
    if (!wording) throw notFound('consent_text')
    if (wording.purpose !== purpose) throw ofOtherPurpose()
  }
  const zone = zoneNamed((await readOwnTerms(db)).timeZone)
  return { columns, consents: { wordings, defaults: consents, zone, now } }
}

const notAllowed = () =>
  new Refusal(
    'forbidden',
    'consents_not_allowed',
    'You may not write down consents. Pass these columns over.',
  )

const ofOtherPurpose = () =>
  malformed('consent_text_of_other_purpose', 'These words ask for something else.', '/consents')

async function readWordings({
  kysely,
}: Queryable): Promise<Wordings & { purposes: ReadonlySet<string> }> {
  const { rows: purposes } = await sql<{ purpose: string; archived: boolean }>`
    select purpose, archived_at is not null as archived from consent_purposes`.execute(kysely)
  const { rows: texts } = await sql<{ id: string; purpose: string; hash: Buffer }>`
    select text_id as id, purpose, hash from consent_texts`.execute(kysely)
  return {
    purposes: new Set(purposes.map(({ purpose }) => purpose)),
    archivedPurposes: new Set(purposes.flatMap((one) => (one.archived ? one.purpose : []))),
    byText: new Map(texts.map(({ id, ...text }) => [id, text])),
  }
}
