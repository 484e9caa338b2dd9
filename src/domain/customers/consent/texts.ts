import { type RawBuilder, sql } from 'kysely'
import type { ConsentPurposeView } from '#contract/endpoints/consent-texts.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { hashOfWording } from './receipt.ts'

const textsMax = 1000

/** What customers are asked for, each with its wordings. */
export const listPurposes = (db: Queryable): Promise<ConsentPurposeView[]> =>
  readPurposes(db.kysely, sql`true`)

type Wording = {
  purpose: string
  label?: string | undefined
  language: string
  wording: string
  asksAnew: boolean
}

/** The next version of a purpose's words in one language; the first makes the purpose. */
export async function addText(
  { database, clock }: Context,
  { purpose, label, language, wording, asksAnew }: Wording,
): Promise<ConsentPurposeView> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    await holdPurpose(tx, purpose, label, now)
    await refuseTooMany(tx)
    const latest = await latestText(tx, purpose, language)
    if (latest?.wording === wording) {
      throw conflict('consent_text_unchanged', 'These are the words of the latest version.')
    }
    await sql`
      insert into consent_texts (text_id, purpose, language, version, wording, hash, asks_anew,
        created_at)
      values (${newId()}, ${purpose}, ${language}, ${(latest?.version ?? 0) + 1}, ${wording},
        ${hashOfWording(wording)}, ${asksAnew}, ${now})`.execute(tx)
    return await readPurpose(tx, purpose)
  })
}

export async function changePurpose(
  { database, clock }: Context,
  purpose: string,
  { label, archived }: { label?: string | undefined; archived?: boolean | undefined },
): Promise<ConsentPurposeView> {
  const archivedAt = archived ? clock.now() : null
  return await transaction(database, async (tx) => {
    await sql`
      update consent_purposes set
        label = coalesce(${label ?? null}, label),
        archived_at = case
          when ${archived === undefined} then archived_at
          else ${archivedAt}::timestamptz
        end
      where purpose = ${purpose}`.execute(tx)
    return await readPurpose(tx, purpose)
  })
}

/** Locked, so that versions follow one another. */
async function holdPurpose(tx: Tx, purpose: string, label: string | undefined, now: Date) {
  if (label !== undefined) {
    await sql`
      insert into consent_purposes (purpose, label, created_at)
      values (${purpose}, ${label}, ${now})
      on conflict (purpose) do nothing`.execute(tx)
  }
  const { rows } = await sql`
    select purpose from consent_purposes where purpose = ${purpose} for no key update`.execute(tx)
  if (rows.length > 0) return
  throw malformed('consent_purpose_label_missing', 'A new purpose needs its label.', '/label')
}

async function latestText(tx: Tx, purpose: string, language: string) {
  const { rows } = await sql<{ version: number; wording: string }>`
    select version, wording from consent_texts
    where purpose = ${purpose} and language = ${language}
    order by version desc limit 1`.execute(tx)
  return rows[0]
}

async function refuseTooMany(tx: Tx) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from consent_texts`.execute(tx)
  if (rows[0]!.count < textsMax) return
  throw conflict('consent_texts_too_many', `A business keeps at most ${textsMax} wordings.`)
}

async function readPurpose(tx: Tx, purpose: string): Promise<ConsentPurposeView> {
  const [found] = await readPurposes(tx, sql`purpose = ${purpose}`)
  if (!found) throw notFound('consent_purpose')
  return found
}

async function readPurposes(
  kysely: Queryable['kysely'],
  condition: RawBuilder<unknown>,
): Promise<ConsentPurposeView[]> {
  type Row = Omit<ConsentPurposeView, 'texts'> & { texts: KeptText[] }
  const { rows } = await sql<Row>`
    select purpose, label, archived_at is not null as archived,
      coalesce((
        select json_agg(json_build_object('id', text_id, 'language', language, 'version', version,
          'wording', wording, 'asksAnew', asks_anew, 'createdAt', created_at) order by language, version desc)
        from consent_texts where consent_texts.purpose = consent_purposes.purpose
      ), '[]') as texts
    from consent_purposes where ${condition}
    order by archived_at is not null, created_at, purpose`.execute(kysely)
  return rows.map((row) => ({
    ...row,
    texts: row.texts.map((text) => ({ ...text, createdAt: new Date(text.createdAt) })),
  }))
}

/** As JSON of the database gives it. */
type KeptText = Omit<ConsentPurposeView['texts'][number], 'createdAt'> & { createdAt: string }
