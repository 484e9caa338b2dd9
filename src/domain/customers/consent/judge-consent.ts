import type { ConsentInput } from '#contract/endpoints/consents.ts'
import { grantSources } from '#contract/language/consent.ts'
import type { Caller } from '#contract/route.ts'
import { conflict, malformed, Refusal } from '#kernel/errors.ts'

/** Clocks of others may go a little fast. */
const aheadMillisMax = 300_000

/** What must be true of a yes before anybody looks into the database. A no is always taken. */
export function judgeConsent(
  { act, source, textId, proof, occurredAt }: ConsentInput,
  by: Caller['kind'],
  now: Date,
): void {
  if (occurredAt !== undefined && Date.parse(occurredAt) > now.getTime() + aheadMillisMax) {
    throw malformed('consent_in_future', 'Nobody has said this yet.', '/occurredAt')
  }
  if (act === 'withdrawn') return
  if (!(grantSources as readonly string[]).includes(source)) {
    throw malformed('consent_source_gives_no_yes', 'A yes said this way proves nothing.', '/source')
  }
  if (textId === undefined) {
    throw malformed('consent_text_missing', 'A yes needs the words that were agreed to.', '/textId')
  }
  if (proof === undefined) {
    throw malformed('consent_proof_missing', 'A yes needs a proof.', '/proof')
  }
  if (by !== 'staff' || (source === 'paper' && proof.kind === 'form')) return
  throw new Refusal(
    'conflict',
    'consent_needs_paper',
    'A person of staff records a yes only from a signed paper; customers tick it themselves.',
  )
}

export const tooManyConsents = (max: number) =>
  conflict('consents_too_many', `A customer has at most ${max} receipts of consent.`)
