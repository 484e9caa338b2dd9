import { rights as german } from '#locales/de/rights.ts'
import { rights as english } from '#locales/en/rights.ts'
import type { Language } from '#locales/language.ts'
import { textsWithNoun } from '#locales/noun.ts'

export type Words = typeof german

/** What papers say, to people of any trade. */
export const wordsOf = (language: Language): Words =>
  textsWithNoun(language === 'de' ? german : english, 'customer')
