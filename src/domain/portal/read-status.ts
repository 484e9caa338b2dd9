import type { Reply } from '#contract/endpoint.ts'
import type { readPortalStatus as endpoint } from '#contract/endpoints/portal-card.ts'
import { readOnly } from '#database/transaction.ts'
import { readBalance } from '#domain/loyalty/points/read-balance.ts'
import type { Language } from '#locales/language.ts'
import { guestLanguage } from './read-session.ts'
import type { PortalRim } from './rim.ts'

/** Status, what is missing for the next one or to keep it, and what it brings. */
export async function readStatus(
  { context, planFor }: PortalRim,
  customerId: string,
  asked: Language | undefined,
): Promise<Reply<typeof endpoint>> {
  const language = await readOnly(context.database, (tx) => guestLanguage(tx, customerId, asked))
  const { tier } = await readBalance({ context, planFor }, customerId, language)
  if (!tier) return { status: null }
  const { basis, count, level, next, toKeep } = tier
  return {
    status: {
      ...{ basis, count, toKeep },
      next: next && { name: next.name, missing: next.missing },
      level: level && {
        ...{ name: level.name, until: level.until, phase: level.phase },
        privileges: level.privileges.map(({ text, leftThisMonth }) => ({ text, leftThisMonth })),
      },
    },
  }
}
