import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readSetUp } from '#contract/endpoints/analytics.ts'
import { readPrints } from '#contract/endpoints/prints.ts'
import type { readStart } from '#contract/endpoints/start.ts'
import { useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { QrCode } from '../access/qr-code.tsx'
import { Loaded } from '../loaded.tsx'
import { AddressWarning } from '../prints/address-warning.tsx'
import { PrintLanguage, usePrintLanguage } from '../prints/print-language.tsx'
import { PrintLinks } from '../prints/print-links.tsx'
import classes from './start.module.css'

type Made = NonNullable<WireReply<typeof readStart>['made']>

/** It counts: what is still to be done with one's hands. */
export function Begun({ made, isNew }: { made: Made; isNew: boolean }) {
  const { t } = useTranslation('start')
  const format = useFormat()
  const prints = useCall(readPrints, {})
  const [language, choose] = usePrintLanguage()
  return (
    <Stack>
      {isNew ? (
        <Sentence lead={t('done.lead')}>{t('done.sentence')}</Sentence>
      ) : (
        <Sentence lead={t('done.beforeLead', { date: format.date(made.madeAt) })}>
          {t('done.before')}
        </Sentence>
      )}
      <Loaded reply={prints} shape="rows">
        {({ address, fixed }) => (
          <>
            <AddressWarning address={address} fixed={fixed} />
            <Section heading={t('done.print')}>
              <PrintLanguage language={language} onChoose={choose} />
              <PrintLinks cardBatch={made.cardBatch} language={language} />
            </Section>
            <Section heading={t('done.put')}>
              <p>{t('done.putWords')}</p>
            </Section>
            <Section heading={t('done.open')}>
              <div className={classes.till}>
                <div>
                  <p>{t('done.openWords')}</p>
                  <p className={classes.address}>{`${address}/pos`}</p>
                  <p>
                    <a href="/pos" className={buttonClass('main')}>
                      {t('done.till')}
                    </a>
                  </p>
                  <p className={classes.links}>
                    <Link to="/settings/$section" params={{ section: 'cashiers' }}>
                      {t('done.cashiers')}
                    </Link>
                    <Link to="/program">{t('done.program')}</Link>
                    <Link to="/">{t('done.overview')}</Link>
                  </p>
                </div>
                <QrCode content={`${address}/pos`} label={t('done.tillCode')} />
              </div>
            </Section>
            <TextsLeft />
          </>
        )}
      </Loaded>
    </Stack>
  )
}

/** What has to stand at the foot of the guests' page, as long as nobody can read it there. */
function TextsLeft() {
  const { t } = useTranslation('start')
  const setUp = useCall(readSetUp, {})
  const left = setUp.data?.steps.filter(
    ({ key, done }) => !done && (key === 'imprint_told' || key === 'privacy_told'),
  )
  if (!left?.length) return null
  return (
    <Section heading={t('done.texts')}>
      <p>
        {t('done.textsWords')}{' '}
        <Link to="/settings/$section" params={{ section: 'portal' }}>
          {t('done.textsDo')}
        </Link>
      </p>
    </Section>
  )
}
