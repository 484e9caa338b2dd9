import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readPrints } from '#contract/endpoints/prints.ts'
import { useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { useProgramCrumbs } from '../program/rules/use-program-crumbs.tsx'
import { useMay } from '../session.ts'
import { AddressWarning } from './address-warning.tsx'
import { CardSheets } from './card-sheets.tsx'
import { PrintLanguage, usePrintLanguage } from './print-language.tsx'
import { PrintLinks } from './print-links.tsx'

/** What is laid out, pinned up and handed out. */
export function PrintsPage() {
  const { t } = useTranslation('prints')
  const crumbs = useProgramCrumbs(t('title'))
  const prints = useCall(readPrints, {})
  const [language, choose] = usePrintLanguage()
  return (
    <Page title={t('title')} crumbs={crumbs}>
      <Loaded reply={prints} shape="page">
        {({ address, fixed, promising }) => (
          <Stack>
            <Sentence
              reason={promising ? t('reason') : t('toStart')}
              actions={!promising && <ToStart />}
            >
              {t('sentence')}
            </Sentence>
            <AddressWarning address={address} fixed={fixed} />
            <PrintLanguage language={language} onChoose={choose} />
            <Section heading={t('title')}>
              <PrintLinks cardBatch={null} language={language} />
            </Section>
            <CardSheets language={language} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function ToStart() {
  const { t } = useTranslation('prints')
  const may = useMay()
  if (!may('program:begin')) return null
  return (
    <Link to="/start" className={buttonClass('main')}>
      {t('toStartDo')}
    </Link>
  )
}
