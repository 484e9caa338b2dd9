import { importReasons as german } from '#locales/de/import-reasons.ts'
import { importReasons as english } from '#locales/en/import-reasons.ts'
import type { Language } from '#locales/language.ts'
import { customerReasonsInWords } from './customer-file/reasons-in-words.ts'
import { reasonMark } from './reading/reason-column.ts'
import type { Reason } from './units.ts'

const words = { de: german, en: english }

export const reasonHeader = (language: Language) => `${reasonMark}${words[language].header}`

/** Why a row was refused, as one sentence. */
export function reasonInWords(reason: Reason, language: Language): string {
  if (reason.reasons) return customerReasonsInWords(reason.reasons, language)
  const { sentences } = words[language]
  const known = reason.code in sentences
  // Refusals of the intake have a sentence of their own where we have none.
  const key = known ? (reason.code as keyof typeof sentences) : 'other'
  return sentences[key]
    .replaceAll('{{text}}', () => (reason.text ?? '').replace(/\s+/g, ' '))
    .replaceAll('{{line}}', String(reason.line ?? ''))
    .replaceAll('{{code}}', reason.code)
    .trim()
}
