import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readPrints } from '#contract/endpoints/prints.ts'
import type { readStart } from '#contract/endpoints/start.ts'
import { useCall } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { QrCode } from '../access/qr-code.tsx'
import { Loaded } from '../loaded.tsx'
import { AddressWarning } from '../prints/address-warning.tsx'
import { PrintLinks } from '../prints/print-links.tsx'
import classes from './start.module.css'

type Made = NonNullable<WireReply<typeof readStart>['made']>

/** It counts: what is still to be done with one's hands. */
export function Begun({ made }: { made: Made }) {
  const { t } = useTranslation('start')
  const prints = useCall(readPrints, {})
  return (
    <Stack>
      <Sentence lead={t('done.lead')}>{t('done.sentence')}</Sentence>
      <Loaded reply={prints} shape="rows">
        {({ address }) => (
          <>
            <AddressWarning address={address} />
            <Section heading={t('done.print')}>
              <PrintLinks cardBatch={made.cardBatch} />
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
                    <Link to="/settings/$section" params={{ section: 'staff' }}>
                      {t('done.staff')}
                    </Link>
                    <Link to="/program">{t('done.program')}</Link>
                    <Link to="/">{t('done.overview')}</Link>
                  </p>
                </div>
                <QrCode content={`${address}/pos`} label={t('done.tillCode')} />
              </div>
            </Section>
          </>
        )}
      </Loaded>
    </Stack>
  )
}
