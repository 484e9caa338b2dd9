import { useTranslation } from 'react-i18next'

/** Why it did not work there, by its code. */
export function useFailureWords(): (code: string) => string {
  const { t } = useTranslation('places')
  return (code) =>
    // What the server may say is open; a code without words is told as something unexpected.
    t(`failure.${code as 'unexpected'}`, { defaultValue: t('failure.unexpected') })
}
