import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'

export function ValuePage() {
  const { t } = useTranslation('analytics')
  return (
    <Page title={t('value.title')}>
      <Sentence>{t('value.title')}</Sentence>
    </Page>
  )
}
