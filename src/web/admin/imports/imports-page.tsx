import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'

export function ImportsPage() {
  const { t } = useTranslation('imports')
  return (
    <Page title={t('title')}>
      <Sentence>{t('title')}</Sentence>
    </Page>
  )
}
