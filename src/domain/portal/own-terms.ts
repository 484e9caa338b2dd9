import type { Reply } from '#contract/endpoint.ts'
import type {
  acceptTerms as acceptEndpoint,
  readOwnTerms as readEndpoint,
} from '#contract/endpoints/portal-self.ts'
import { readOnly, transaction } from '#database/transaction.ts'
import { lockFamilies } from '#domain/customers/families.ts'
import { acceptTerms, type TermsFor, termsFor } from '#domain/customers/terms/terms.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import type { Language } from '#locales/language.ts'
import { textIn } from './read-portal.ts'
import { guestLanguage } from './read-session.ts'
import type { PortalRim } from './rim.ts'

/** The terms a guest takes part by, and those that are announced. */
export async function readOwnTerms(
  { context }: PortalRim,
  guest: string,
  asked: Language | undefined,
): Promise<Reply<typeof readEndpoint>> {
  return await readOnly(context.database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, guest, null)
    const { current, coming } = await termsFor(tx, memberIds, context.clock.now())
    const language = await guestLanguage(tx, guest, asked)
    const view = ({ version, validFrom, acceptedAt, wording }: TermsFor) => ({
      ...{ version, validFrom, acceptedAt },
      ...textIn(wording, language),
    })
    return { current: current && view(current), coming: coming && view(coming) }
  })
}

export async function acceptOwnTerms(
  { context }: PortalRim,
  guest: string,
  version: number,
): Promise<Reply<typeof acceptEndpoint>> {
  return await transaction(context.database, async (tx) => {
    await lockFamilies(tx, [guest])
    const seen = await seeCustomer(tx, guest, null)
    return { version, acceptedAt: await acceptTerms(tx, seen, version, context.clock.now()) }
  })
}
