import type { i18n } from 'i18next'
import { useEffect, useState } from 'react'
import { type CustomerNoun, isLanguage, type Language } from '#locales/language.ts'

/**
 * The language whose words are loaded, which follows the wished one a moment later.
 * @param wished undefined: as it is
 * @param change loads the words of a page; each page has its own
 */
export function useWords(
  translator: i18n,
  wished: Language | undefined,
  noun: CustomerNoun,
  change: (translator: i18n, language: Language, noun: CustomerNoun) => Promise<void>,
): Language {
  const [loaded, setLoaded] = useState<Language>(
    isLanguage(translator.language) ? translator.language : 'de',
  )
  const next = wished ?? loaded
  useEffect(() => {
    let isCurrent = true
    change(translator, next, noun).then(() => isCurrent && setLoaded(next))
    return () => {
      isCurrent = false
    }
  }, [translator, next, noun, change])
  return loaded
}
