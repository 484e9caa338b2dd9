import type { Frame } from '#domain/ledger/liability/read-terms.ts'
import { partners as german } from '#locales/de/partners.ts'
import { partners as english } from '#locales/en/partners.ts'

/** What files say, in the language of the business. */
export const wordsOf = (language: Frame['language']): typeof german =>
  language === 'de' ? german : english
