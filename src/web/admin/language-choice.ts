import { useLocalStorage } from '@mantine/hooks'
import { chooseLanguage, isLanguage, type Language } from '#locales/language.ts'

/** The language of this person at this device: chosen here, else the browser's, before and after sign-in. */
export function useLanguageChoice(): [Language, (language: Language) => void] {
  const [chosen, choose] = useLocalStorage<string>({
    key: 'stammgast-language',
    defaultValue: '',
    getInitialValueInEffect: false,
  })
  return [isLanguage(chosen) ? chosen : chooseLanguage(navigator.languages), choose]
}
