import { liability as german } from '#locales/de/liability.ts'
import { liability as english } from '#locales/en/liability.ts'
import type { Frame } from '../read-terms.ts'

/** What files say, in the language of the business. */
export const wordsOf = (language: Frame['language']): typeof german =>
  language === 'de' ? german : english
