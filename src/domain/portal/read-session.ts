import { sql } from 'kysely'
import type { PortalSession } from '#contract/endpoints/portal-sign-in.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { readAddresses } from '#domain/customers/sign-in/confirmed.ts'
import { languageOf } from '#domain/customers/sign-in/find-asked.ts'
import { exportAcceptances } from '#domain/customers/terms/personal.ts'
import { termsFor } from '#domain/customers/terms/terms.ts'
import { notFound } from '#kernel/errors.ts'
import { isLanguage, type Language } from '#locales/language.ts'

/** Who is signed in, as the portal greets them. */
export async function readGuestSession(
  { database, clock }: Context,
  customerId: string,
): Promise<PortalSession> {
  return await readOnly(database, async (tx) => {
    const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
    const { current } = await termsFor(tx, memberIds, clock.now())
    return {
      name: await nameOf(tx, customerId),
      language: await guestLanguage(tx, customerId, undefined),
      emails: (await readAddresses(tx, memberIds)).map(({ shown }) => shown),
      termsToAccept: current && current.acceptedAt === null ? current.version : null,
      termsAccepted: (await exportAcceptances(tx, memberIds)).length > 0,
    }
  })
}

async function nameOf(tx: Tx, customerId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string | null }>`
    select name from persons where customer_id = ${customerId}`.execute(tx)
  if (!rows[0]) throw notFound('customer')
  return rows[0].name
}

/** The language a guest is spoken to in: the one asked for, else their own, else the business's. */
export async function guestLanguage(
  tx: Tx,
  customerId: string,
  asked: Language | undefined,
): Promise<Language> {
  if (asked) return asked
  const own = await languageOf(tx, customerId)
  if (own !== null && isLanguage(own)) return own
  return (await readBusinessTerms({ kysely: tx })).language
}
