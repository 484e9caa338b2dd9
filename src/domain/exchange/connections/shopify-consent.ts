import { z } from 'zod'
import { shopText, shopTime } from './payload.ts'
import type { ShopConsent } from './translation.ts'

/** https://shopify.dev/docs/api/admin-rest/latest/resources/customer */
export const marketingConsent = z
  .object({
    state: shopText,
    opt_in_level: shopText,
    consent_updated_at: shopTime.nullish(),
  })
  .nullish()

/** How it was said until the version of 2022-04, and beside the newer form until 2024-01. */
export const oldConsent = {
  accepts_marketing: z.boolean().nullish(),
  accepts_marketing_updated_at: shopTime.nullish(),
  marketing_opt_in_level: shopText,
}

type Said = {
  email_marketing_consent?: z.output<typeof marketingConsent>
  accepts_marketing?: boolean | null | undefined
  accepts_marketing_updated_at?: Date | null | undefined
  marketing_opt_in_level?: string | null | undefined
}

/** What a customer said about e-mails, and when; undefined: nothing, or nobody knows when. */
export function consentIn(said: Said): ShopConsent | undefined {
  const newer = said.email_marketing_consent
  if (newer) {
    const act = actIn(newer.state)
    return act && consentOf(act, newer.opt_in_level, newer.consent_updated_at)
  }
  if (said.accepts_marketing !== true) return undefined
  return consentOf('granted', said.marketing_opt_in_level, said.accepts_marketing_updated_at)
}

/** Whoever was asked and has not confirmed yet, or was never asked, has said nothing. */
function actIn(state: string | null | undefined): ShopConsent['act'] | undefined {
  switch (state?.toLowerCase()) {
    case 'subscribed':
      return 'granted'
    case 'unsubscribed':
      return 'withdrawn'
    default:
      return undefined
  }
}

const consentOf = (
  act: ShopConsent['act'],
  level: string | null | undefined,
  saidAt: Date | null | undefined,
): ShopConsent | undefined => (saidAt ? { act, level: levelOf(level), saidAt } : undefined)

function levelOf(level: string | null | undefined): ShopConsent['level'] {
  switch (level?.toLowerCase()) {
    case 'confirmed_opt_in':
      return 'confirmed'
    case 'single_opt_in':
      return 'single'
    default:
      return 'unsaid'
  }
}
