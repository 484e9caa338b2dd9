import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'

export function RfmPage() {
  const { t } = useTranslation('analytics')
  return (
    <Page title={t('rfm.title')}>
      <Sentence>{t('rfm.title')}</Sentence>
    </Page>
  )
}
