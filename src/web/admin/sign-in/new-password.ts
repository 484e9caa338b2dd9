import { useTranslation } from 'react-i18next'
import { passwordCharactersMin } from '#contract/endpoints/session.ts'

/** Says how much a new password still lacks. */
export function useNewPasswordFault(): (password: string) => string | null {
  const { t } = useTranslation('sign-in')
  return (password) =>
    password.length < passwordCharactersMin
      ? t('setUp.tooShort', { count: passwordCharactersMin - password.length })
      : null
}
