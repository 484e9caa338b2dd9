import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { findLogo } from '#domain/business/logo.ts'
import { readPortalSettings } from '#domain/business/portal-settings.ts'
import { readBusiness } from '#domain/business/queries.ts'
import { accentSteps } from '#kernel/accent.ts'
import type { Language } from '#locales/language.ts'
import { inLanguage } from '#locales/proposed-names.ts'
import { isDrawable } from './drawable.ts'
import { type Offer, readOffer } from './offer.ts'

/** How the business looks on paper, and what it promises there. */
export type Look = {
  name: string
  language: Language
  /** Of the person who prints, for whom the file is named. */
  nameLanguage: Language
  currency: string
  /** Dark enough for text on white. */
  accent: string
  /** As a data address; null: it has none that can be printed. */
  logo: string | null
  /** Whoever scans the code makes a card by themselves. */
  isSelfMade: boolean
  /** null: no stamp card is in force. */
  offer: Offer | null
}

type Languages = { language?: Language | undefined; nameLanguage?: Language | undefined }

export async function readLook(context: Context, asked: Languages = {}): Promise<Look> {
  return await readOnly(context.database, async (tx) => {
    const { name, accentHue, currency, ...business } = await readBusiness({ kysely: tx })
    const language = asked.language ?? business.language
    const logo = await findLogo({ kysely: tx })
    const { open, selfEnrollment } = await readPortalSettings({ kysely: tx })
    return {
      isSelfMade: open && selfEnrollment,
      ...{ name, currency, language, nameLanguage: asked.nameLanguage ?? language },
      accent: accentSteps(accentHue)[darkStep]!,
      logo:
        logo && isDrawable(logo)
          ? `data:${logo.contentType};base64,${logo.content.toString('base64')}`
          : null,
      offer: saidIn(await readOffer(tx, context.clock.now()), language, currency),
    }
  })
}

function saidIn(offer: Offer | null, language: Language, currency: string): Offer | null {
  if (!offer) return null
  const said = (name: string) => inLanguage(name, language, currency)
  const { full, first } = offer
  return { ...offer, full: said(full), first: first && { ...first, name: said(first.name) } }
}

/** As `--sg-fill` on a light page. */
const darkStep = 7
