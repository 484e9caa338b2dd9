import { useTranslation } from 'react-i18next'
import { Bare } from '../bare.tsx'

export function SetUpPage() {
  const { t } = useTranslation('sign-in')
  return (
    <Bare title={t('setUp.title')}>
      <h1>{t('setUp.title')}</h1>
    </Bare>
  )
}
