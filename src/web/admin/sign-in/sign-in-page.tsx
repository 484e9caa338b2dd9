import { useTranslation } from 'react-i18next'
import { Bare } from '../bare.tsx'

export function SignInPage() {
  const { t } = useTranslation('sign-in')
  return (
    <Bare title={t('title')}>
      <h1>{t('title')}</h1>
    </Bare>
  )
}
