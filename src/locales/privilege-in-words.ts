import { privileges as german } from './de/privileges.ts'
import { privileges as english } from './en/privileges.ts'
import type { Language } from './language.ts'

/** A privilege as it was said; its own text, where there is one, stands in every language. */
type Said = {
  kind: string
  text?: string | undefined
  days?: number | undefined
  what?: string | undefined
  perMonth?: number | undefined
}

const texts = { de: german, en: english }

/** What a privilege is, as the point of sale and the customer read it. */
export function privilegeInWords({ kind, text, days, what, perMonth }: Said, language: Language) {
  const words = texts[language]
  if (text !== undefined) return text
  if (kind === 'preferred_advice' || kind === 'short_queue') return words[kind]
  if (days !== undefined) {
    return filled(days === 1 ? words.early_access_one : words.early_access_other, { count: days })
  }
  if (what === undefined) throw new Error(`a privilege says nothing: ${kind}`)
  if (perMonth === undefined) return filled(words.free_extra, { what })
  const often = perMonth === 1 ? words.free_extra_monthly_one : words.free_extra_monthly_other
  return filled(often, { what, count: perMonth })
}

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key]))
