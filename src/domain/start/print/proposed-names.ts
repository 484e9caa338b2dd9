import type { Language } from '#locales/language.ts'
import { type StartWords, wordsOf } from '../words.ts'

const spoken: readonly Language[] = ['de', 'en']

/**
 * Paper speaks one language: a name the guided start proposed, and nobody changed, is said in the
 * language of the paper. Whatever the business named itself stays as it was written.
 */
export function inLanguage(name: string, language: Language, currency: string): string {
  const words = wordsOf(language, currency)
  for (const other of spoken) {
    const said = sameIn(words, wordsOf(other, currency), name)
    if (said !== null) return said
  }
  return name
}

/** What these words call the thing that `others` call by this name; null: they do not. */
function sameIn(words: StartWords, others: StartWords, name: string): string | null {
  if (name === others.card) return words.card
  const whole = Number(name.replaceAll(/\D/g, ''))
  if (name === others.amountOff(whole)) return words.amountOff(whole)
  // Both languages name the same articles.
  const articles = Object.keys(words.articles) as (keyof StartWords['articles'])[]
  const article = articles.find((key) => others.articles[key] === name)
  return article ? words.articles[article] : null
}
