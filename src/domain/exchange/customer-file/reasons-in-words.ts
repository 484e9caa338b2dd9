import { customerFile as german } from '#locales/de/customer-file.ts'
import { customerFile as english } from '#locales/en/customer-file.ts'
import type { Language } from '#locales/language.ts'

const words = { de: german, en: english }

type Told = { code: string; field: string | null }

/** All that is wrong with a row of customers, each with the column it stands in. */
export function customerReasonsInWords(reasons: readonly Told[], language: Language): string {
  const { field: fields, reason: sentences } = words[language]
  return reasons
    .map(({ code, field }) => {
      // What has no sentence of its own cannot be read.
      const sentence =
        code in sentences ? sentences[code as keyof typeof sentences] : sentences.malformed
      if (field === null) return sentence
      const name =
        field in fields ? fields[field as keyof typeof fields] : field.replace(/^attributes\./, '')
      return `${name}: ${sentence}`
    })
    .join(' ')
}
