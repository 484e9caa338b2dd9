import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'

export function RetentionPage() {
  const { t } = useTranslation('analytics')
  return (
    <Page title={t('retention.title')}>
      <Sentence>{t('retention.title')}</Sentence>
    </Page>
  )
}
