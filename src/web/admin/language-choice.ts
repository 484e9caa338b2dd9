import { useLocalStorage } from '@mantine/hooks'
import { chooseLanguage, isLanguage, type Language } from '#locales/language.ts'
import { useKnownBusiness } from './session.ts'

/** The language of this person at this device: chosen here, else the business's, else the browser's. */
export function useLanguageChoice(): [Language, (language: Language) => void] {
  const business = useKnownBusiness()
  const [chosen, choose] = useLocalStorage<string>({
    key: 'stammgast-language',
    defaultValue: '',
    getInitialValueInEffect: false,
  })
  const fallback = business?.language ?? chooseLanguage(navigator.languages)
  return [isLanguage(chosen) ? chosen : fallback, choose]
}
