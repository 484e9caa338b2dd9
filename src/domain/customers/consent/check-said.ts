import { sql } from 'kysely'
import type { ConsentInput } from '#contract/endpoints/consents.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { identityOf } from '../identity.ts'

type Purpose = { archived: boolean; textPurpose: string | null; textHash: Buffer | null }

/**
 * Whether purpose, wording and confirmed address of what was said are known.
 * @returns the hash of the wording
 */
export async function checkSaid(
  tx: Tx,
  memberIds: readonly string[],
  said: Pick<ConsentInput, 'purpose' | 'act' | 'textId' | 'proof'>,
): Promise<Buffer | null> {
  const known = await findPurpose(tx, said)
  if (!known) throw notFound('consent_purpose')
  if (said.textId !== undefined && known.textPurpose === null) throw notFound('consent_text')
  if (said.textId !== undefined && known.textPurpose !== said.purpose) {
    throw malformed(
      'consent_text_of_other_purpose',
      'These words ask for something else.',
      '/textId',
    )
  }
  if (said.act === 'granted' && known.archived) {
    throw conflict('consent_purpose_archived', 'Nobody is asked for this any more.')
  }
  await checkAddress(tx, memberIds, said)
  return known.textHash
}

async function findPurpose(
  tx: Tx,
  { purpose, textId }: Pick<ConsentInput, 'purpose' | 'textId'>,
): Promise<Purpose | undefined> {
  const { rows } = await sql<Purpose>`
    select archived_at is not null as archived, consent_texts.purpose as "textPurpose",
      hash as "textHash"
    from consent_purposes left join consent_texts on text_id = ${textId ?? null}
    where consent_purposes.purpose = ${purpose}
    for key share of consent_purposes`.execute(tx)
  return rows[0]
}

/** Who confirmed an address that is not the customer's has agreed for somebody else. */
async function checkAddress(
  tx: Tx,
  memberIds: readonly string[],
  { proof }: Pick<ConsentInput, 'proof'>,
) {
  if (proof?.kind !== 'double_opt_in') return
  const kind = proof.address.includes('@') ? 'email' : 'phone'
  const { rows } = await sql`
    select value from identities
    where kind = ${kind} and value = ${identityOf(kind, proof.address)?.value ?? ''}
      and customer_id = any(${memberIds}::uuid[])`.execute(tx)
  if (rows.length > 0) return
  throw malformed(
    'consent_address_of_nobody',
    'This address does not belong to the customer.',
    '/proof/address',
  )
}
