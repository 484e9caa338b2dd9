import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { customerFileBytesMax } from '#contract/endpoints/customer-files.ts'
import type { Problem } from '../../client/index.ts'
import { FileDrop } from '../../design/file-drop.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import imports from '../imports/imports.module.css'
import { Page } from '../page.tsx'
import { FileReport } from './file-report.tsx'
import { useCustomerFile } from './use-customer-file.ts'

/** Customers from a file: looked at first, then taken over. */
export function CustomerFilePage() {
  const { t } = useTranslation(['customer-file', 'imports'])
  const { state, look, take, begin } = useCustomerFile()
  const crumbs = [
    <Link key="imports" to="/imports">
      {t('imports:title')}
    </Link>,
    t('title'),
  ]
  return (
    <Page title={t('title')} crumbs={crumbs}>
      <Stack>
        {state.step === 'choosing' && (
          <>
            <Sentence note={t('lead')}>{t('sentence')}</Sentence>
            <FileDrop
              label={t('drop')}
              hint={t('hint')}
              bytesMax={customerFileBytesMax}
              onFile={look}
              isMain
            />
            {state.problem && <Refused problem={state.problem} />}
          </>
        )}
        {state.step === 'reading' && (
          <>
            <Sentence note={t('busy')}>{t('reading', { name: state.file.name })}</Sentence>
            <StateLoading shape="rows" />
          </>
        )}
        {state.step === 'read' && (
          <FileReport report={state.report} onTake={() => take(state.file)} onAgain={begin} />
        )}
      </Stack>
    </Page>
  )
}

function Refused({ problem: { code } }: { problem: Problem }) {
  const { t } = useTranslation('customer-file')
  const words =
    code === 'customer_columns_missing' || code === 'customer_rows_too_many'
      ? t(`refusal.${code}`)
      : t('refusal.other')
  return (
    <p className={imports.refusal} role="alert">
      {words}
    </p>
  )
}
