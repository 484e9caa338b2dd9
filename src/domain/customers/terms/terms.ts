import { sql } from 'kysely'
import { type TermsVersion, termsNoticeDays } from '#contract/endpoints/portal-settings.ts'
import { gapsIn } from '#contract/language/gaps.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'

const versionsMax = 500

/** All versions, the latest first. */
export async function listTerms({ kysely }: Queryable): Promise<TermsVersion[]> {
  const { rows } = await sql<TermsVersion>`
    select version, wording, worse, valid_from as "validFrom", published_at as "publishedAt", (
        select count(*)::int from terms_acceptances
        where terms_acceptances.version = membership_terms.version
      ) as accepted
    from membership_terms order by version desc`.execute(kysely)
  return rows
}

export type NewTerms = { wording: TermsVersion['wording']; worse: boolean; validFrom: Date }

/** Publishes the next version. What is worse for members begins after they had time to leave. */
export async function publishTerms(
  db: Queryable,
  terms: NewTerms,
  now: Date,
): Promise<TermsVersion> {
  return await transaction(db, (tx) => publishTermsIn(tx, terms, now))
}

/** The same within a transaction, for whoever begins more than terms. */
export async function publishTermsIn(tx: Tx, terms: NewTerms, now: Date): Promise<TermsVersion> {
  const { wording, worse, validFrom } = terms
  refuseUnfair(terms, now)
  await bumpRevision(tx)
  await sql`lock table membership_terms in share row exclusive mode`.execute(tx)
  const [latest] = await listTerms({ kysely: tx })
  const version = (latest?.version ?? 0) + 1
  if (version > versionsMax) {
    throw conflict('terms_too_many', `A business keeps at most ${versionsMax} versions.`)
  }
  if (latest && latest.validFrom > validFrom) {
    throw conflict('terms_before_latest', 'A later version already begins after that.')
  }
  await sql`
    insert into membership_terms (version, wording, worse, valid_from, published_at)
    values (${version}, ${JSON.stringify(wording)}::jsonb, ${worse}, ${validFrom}, ${now})`.execute(
    tx,
  )
  return (await listTerms({ kysely: tx }))[0]!
}

function refuseUnfair({ wording, worse, validFrom }: NewTerms, now: Date): void {
  if (wording.de.trim() === '' && wording.en.trim() === '') {
    throw malformed('terms_empty', 'Terms without a word bind nobody.', '/wording')
  }
  if ([...gapsIn(wording.de), ...gapsIn(wording.en)].length > 0) {
    throw malformed(
      'terms_with_gaps',
      'Something in these terms is still to be filled in.',
      '/wording',
    )
  }
  if (validFrom < now) {
    throw malformed('terms_start_in_past', 'Terms cannot begin in the past.', '/validFrom')
  }
  if (worse && validFrom.getTime() - now.getTime() < termsNoticeDays * dayMillis) {
    throw malformed(
      'terms_notice_too_short',
      `What is worse for members begins ${termsNoticeDays} days later at the earliest.`,
      '/validFrom',
    )
  }
}

export type TermsFor = Pick<TermsVersion, 'version' | 'wording' | 'validFrom'> & {
  acceptedAt: Date | null
}

/** The terms in force and those that are announced. @param memberIds nobody's: none are accepted */
export async function termsFor(
  tx: Tx,
  memberIds: readonly string[],
  now: Date,
): Promise<{ current: TermsFor | null; coming: TermsFor | null }> {
  const { rows } = await sql<TermsFor>`
    select version, wording, valid_from as "validFrom", (
        select min(accepted_at) from terms_acceptances
        where terms_acceptances.version = membership_terms.version
          and customer_id = any(${memberIds}::uuid[])
      ) as "acceptedAt"
    from membership_terms
    where valid_from > ${now} or version = (
      select max(version) from membership_terms where valid_from <= ${now}
    )
    order by version`.execute(tx)
  const current = rows.find(({ validFrom }) => validFrom <= now) ?? null
  const coming = rows.find(({ validFrom }) => validFrom > now) ?? null
  return { current, coming }
}

/** A member accepts a version that holds or is announced; once, however often they say so. */
export async function acceptTerms(
  tx: Tx,
  { customerId, memberIds }: { customerId: string; memberIds: readonly string[] },
  version: number,
  now: Date,
): Promise<Date> {
  const { rows: known } = await sql`
    select from membership_terms where version = ${version}`.execute(tx)
  if (known.length === 0) throw notFound('terms')
  const { current, coming } = await termsFor(tx, memberIds, now)
  const offered = [current, coming].find((one) => one?.version === version)
  if (!offered) throw conflict('terms_superseded', 'Other terms are in force by now.')
  if (offered.acceptedAt) return offered.acceptedAt
  await sql`
    insert into terms_acceptances (customer_id, version, accepted_at)
    values (${customerId}, ${version}, ${now}) on conflict do nothing`.execute(tx)
  return now
}
