import { sql } from 'kysely'
import type { ReferralTerms } from '#contract/language/referral-terms.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readCollectEnd } from '#domain/loyalty/ending/read-ending.ts'
import { latest } from '#domain/loyalty/program.ts'
import { checkCurrency } from '#domain/loyalty/rewards/define-reward.ts'
import { malformed } from '#kernel/errors.ts'

export type TermsRevision = ReferralTerms & { revision: number }

/** All that was said, in the order it was said. */
export async function readReferralTerms(tx: Tx): Promise<TermsRevision[]> {
  const { rows } = await sql<{ revision: number; content: ReferralTerms }>`
    select revision, content from referral_terms order by revision`.execute(tx)
  return rows.map(({ revision, content }) => ({ ...content, revision }))
}

/** Says what bringing a customer is worth from a moment on; what was followed before keeps its terms. */
export async function defineReferralTerms(
  { database, clock }: Context,
  caller: Caller,
  terms: ReferralTerms,
): Promise<ReferralTerms> {
  const now = clock.now()
  if (Date.parse(terms.validFrom) < now.getTime()) {
    const message = 'Links followed before would change their worth.'
    throw malformed('referral_terms_in_the_past', message, '/validFrom')
  }
  await transaction(database, async (tx) => {
    await checkCurrency(tx, terms.currency, '/currency')
    await sql`
      insert into referral_terms (content, recorded_at, recorded_by)
      values (${JSON.stringify(terms)}::jsonb, ${now}, ${callerKey(caller) ?? ''})`.execute(tx)
  })
  return terms
}

/** Null: bringing a customer is worth nothing then, as where the program has come to its end. */
export async function termsAt(tx: Tx, at: Date): Promise<TermsRevision | null> {
  const end = await readCollectEnd(tx, at)
  if (end && at >= end) return null
  return latest(await readReferralTerms(tx), at.getTime())
}
