import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'

export function CohortsPage() {
  const { t } = useTranslation('analytics')
  return (
    <Page title={t('cohorts.title')}>
      <Sentence>{t('cohorts.title')}</Sentence>
    </Page>
  )
}
