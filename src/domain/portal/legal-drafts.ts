import type { LegalDrafts } from '#contract/endpoints/portal-settings.ts'
import { legalDrafts as german } from '#locales/de/legal-drafts.ts'
import { legalDrafts as english } from '#locales/en/legal-drafts.ts'

/** Drafts in both languages, in the name of the business; what nobody but its owner knows is left open. */
export function legalDrafts(business: string): LegalDrafts {
  const draftOf = (kind: keyof LegalDrafts) => ({
    de: german[kind].replaceAll('{{business}}', business),
    en: english[kind].replaceAll('{{business}}', business),
  })
  return {
    imprint: draftOf('imprint'),
    privacy: draftOf('privacy'),
    accessibility: draftOf('accessibility'),
  }
}
