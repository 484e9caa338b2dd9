import type { i18n } from 'i18next'
import { useEffect } from 'react'
import { type Language, nounOf } from '#locales/language.ts'
import type { Portal } from './routes.ts'
import { changeWordsTo, type Manner } from './words.ts'

/** How a business speaks to its guests; until it is known, politely. */
export function mannerOf(language: Language, business: Portal['business'] | undefined): Manner {
  return {
    language,
    noun: nounOf(business?.trade),
    addressForm: business?.addressForm ?? 'Sie',
    presence: business?.presence ?? 'purchases',
  }
}

/** The words follow the business and the guest's choice. */
export function useManner(translator: i18n, { language, noun, addressForm, presence }: Manner) {
  useEffect(() => {
    void changeWordsTo(translator, { language, noun, addressForm, presence }).then(() => {
      document.documentElement.lang = language
    })
  }, [translator, language, noun, addressForm, presence])
}
