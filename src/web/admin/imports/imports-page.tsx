import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'
import { FetchedFiles } from '../places/fetched-files.tsx'
import { DropPurchases } from './drop-purchases.tsx'
import { DroppedFiles } from './dropped-files.tsx'
import { ImportList } from './import-list.tsx'

export function ImportsPage() {
  const { t } = useTranslation(['imports', 'customer-file'])
  return (
    <Page title={t('title')}>
      <Stack>
        <Sentence links={<Link to="/imports/customers">{t('customer-file:link')}</Link>}>
          {t('list.sentence')}
        </Sentence>
        <DropPurchases isMain />
        <ImportList />
        <DroppedFiles />
        <FetchedFiles />
      </Stack>
    </Page>
  )
}
