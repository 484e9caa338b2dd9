import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { DropImport } from '../imports/drop-import.tsx'
import { Page } from '../page.tsx'

/** Customers from a file: it is sent first, then looked over where imports are. */
export function CustomerFilePage() {
  const { t } = useTranslation(['customer-file', 'imports', 'row-file'])
  const crumbs = [
    <Link key="imports" to="/imports">
      {t('imports:title')}
    </Link>,
    t('title'),
  ]
  return (
    <Page title={t('title')} crumbs={crumbs}>
      <Stack>
        <Sentence note={t('row-file:lead')}>{t('sentence')}</Sentence>
        <DropImport kind="customers" label={t('drop')} hint={t('hint')} isMain />
      </Stack>
    </Page>
  )
}
