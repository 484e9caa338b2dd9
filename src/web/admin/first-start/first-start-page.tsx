import { useTranslation } from 'react-i18next'
import { Bare } from '../bare.tsx'

export function FirstStartPage() {
  const { t } = useTranslation('sign-in')
  return (
    <Bare title={t('firstStart.title')}>
      <h1>{t('firstStart.title')}</h1>
    </Bare>
  )
}
