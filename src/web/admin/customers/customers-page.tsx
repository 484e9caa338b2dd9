import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'

export function CustomersPage() {
  const { t } = useTranslation('customers')
  return (
    <Page title={t('title')}>
      <Sentence>{t('title')}</Sentence>
    </Page>
  )
}
