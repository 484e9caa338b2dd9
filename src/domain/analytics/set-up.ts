import { sql } from 'kysely'
import { setUpSteps } from '#contract/endpoints/analytics.ts'
import { gapsIn, isTold } from '#contract/language/gaps.ts'
import type { Queryable } from '#database/transaction.ts'
import { readMailEnvironment } from '#domain/business/mail/mail-server.ts'
import { readPortalSettings } from '#domain/business/portal-settings.ts'
import { languages } from '#locales/language.ts'

type Step = (typeof setUpSteps)[number]
const written = ['imprint_told', 'privacy_told'] as const satisfies Step[]
type Written = (typeof written)[number]
type Row = Record<Exclude<Step, Written>, boolean>

const visitsAreIn = sql`(presence = 'visits' and exists (select from profiles where visits > 0))`

/** How far the business has come with its set-up. */
export async function readSetUp(db: Queryable, mailEnvironment = readMailEnvironment()) {
  const { rows } = await sql<Row>`
    select name <> '' as business_named,
      exists (select from store_days group by day having sum(known_receipts + anonymous_receipts) > 0)
        or ${visitsAreIn} as purchases_in,
      exists (select from program_revisions where kind <> 'terms') as program_begun,
      exists (select from membership_terms) as terms_told,
      ${mailEnvironment !== null}::boolean or exists (select from mail_settings) as mails_sent,
      exists (select from profiles where first_purchase_at is not null)
        or ${visitsAreIn} as customers_known,
      not exists (select from stores where name = code and archived_at is null) as stores_named,
      logo is not null as logo_set,
      default_margin_said or exists (select from margin_rates) as margin_set,
      (select count(*) from staff where ended_at is null) > 1 as staff_invited,
      exists (select from api_keys where revoked_at is null)
        or exists (select from tills where archived_at is null)
        or exists (select from connections where state <> 'ended') as source_connected
    from business`.execute(db.kysely)
  const { imprint, privacy } = await readPortalSettings(db)
  const texts: Record<Written, Wording> = { imprint_told: imprint, privacy_told: privacy }
  const steps = setUpSteps.map((key) =>
    isWritten(key) ? { key, ...standingOf(texts[key]) } : { key, done: rows[0]![key], gaps: 0 },
  )
  return { done: steps.filter((step) => step.done).length, steps }
}

const isWritten = (key: Step): key is Written => written.some((one) => one === key)

type Wording = Record<(typeof languages)[number], string>

/** One language without gaps is enough: whoever reads the other is shown it too. */
function standingOf(wording: Wording): { done: boolean; gaps: number } {
  const done = languages.some((language) => isTold(wording[language]))
  const gaps = languages
    .map((language) => gapsIn(wording[language]).length)
    .filter((count) => count > 0)
  return { done, gaps: done || gaps.length === 0 ? 0 : Math.min(...gaps) }
}
