import type { i18n } from 'i18next'
import { useEffect, useState } from 'react'
import { type CustomerNoun, changeWords, isLanguage, type Language } from '#locales/index.ts'

/**
 * The language whose words are loaded, which follows the wished one a moment later.
 * @param wished undefined: as it is
 */
export function useWords(
  translator: i18n,
  wished: Language | undefined,
  noun: CustomerNoun,
): Language {
  const [loaded, setLoaded] = useState<Language>(
    isLanguage(translator.language) ? translator.language : 'de',
  )
  const next = wished ?? loaded
  useEffect(() => {
    let isCurrent = true
    changeWords(translator, next, noun).then(() => isCurrent && setLoaded(next))
    return () => {
      isCurrent = false
    }
  }, [translator, next, noun])
  return loaded
}
