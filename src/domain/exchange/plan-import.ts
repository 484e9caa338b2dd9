import { sql } from 'kysely'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { readAtOf } from './file-chunks.ts'
import { type Import, stateRefusal } from './import.ts'
import { type GuessedMapping, guessMapping } from './reading/guess-mapping.ts'
import { takeSamples } from './reading/samples.ts'
import { findMappingFor, type SavedMapping } from './saved-mapping.ts'

export type Wishes = { mapping: Partial<ImportMapping>; language?: 'de' | 'en' | undefined }

/** The business's own terms, as far as reading a file needs them. */
export type OwnTerms = {
  currency: string
  timeZone: string
  language: 'de' | 'en'
  configured: boolean
  hasEvents: boolean
}

/**
 * The business's currency and time zone once a file is taken: where nothing is sold yet, the file's
 * become its own if the business said nothing so far, or whoever imports says them now.
 */
export function termsWith(
  own: OwnTerms,
  file: Pick<ImportMapping, 'currency' | 'timeZone'>,
  wished: Partial<ImportMapping>,
): Pick<ImportMapping, 'currency' | 'timeZone'> {
  if (own.hasEvents) return own
  const said = (term: 'currency' | 'timeZone') => !own.configured || wished[term] !== undefined
  return {
    currency: said('currency') ? file.currency : own.currency,
    timeZone: said('timeZone') ? file.timeZone : own.timeZone,
  }
}

export type Plan = GuessedMapping & { saved: SavedMapping | null; own: OwnTerms; head: string }

/**
 * How a file is to be read: what is wished, else as the last file of this layout, else guessed.
 * @throws Refusal where the file has no columns
 */
export async function planImport(db: Queryable, row: Import, wishes: Wishes): Promise<Plan> {
  const { encoding, fileBytes } = row
  if (encoding === null) throw stateRefusal('The file has not arrived in full.')
  const known = wishes.mapping
  const samples = await takeSamples(
    readAtOf(db, row.importId),
    fileBytes,
    known.encoding ?? encoding,
  )
  const own = await readOwnTerms(db)
  const input = {
    encoding: known.encoding ?? encoding,
    samples,
    currency: own.currency,
    timeZone: own.timeZone,
    language: wishes.language ?? own.language,
  }
  const guess = await guessMapping({ ...input, known })
  const saved = await findMappingFor(db, guess.header)
  const head = samples[0] ?? ''
  if (!saved) return { ...guess, saved, own, head }
  // How the file is cut and written shows in the file itself; what it means was said before.
  const { columns, rows, currency, timeZone, returnMarkers, amounts } = saved.mapping
  const asBefore = { columns, rows, currency, timeZone, returnMarkers, amounts }
  const again = { ...input, known: { ...asBefore, ...known }, before: saved.mapping }
  return { ...(await guessMapping(again)), saved, own, head }
}

export async function readOwnTerms({ kysely }: Queryable): Promise<OwnTerms> {
  const { rows } = await sql<OwnTerms>`
    select currency, time_zone as "timeZone", language, configured,
      exists (select from events) as "hasEvents"
    from business`.execute(kysely)
  return rows[0]!
}
