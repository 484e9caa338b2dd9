import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listConsents } from '#contract/endpoints/consents.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import { ConsentHistory } from './consent-history.tsx'
import classes from './consents.module.css'
import { RecordConsent } from './record-consent.tsx'

/** What somebody agreed to, on their page. */
export function ConsentCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('consents')
  const format = useFormat()
  const may = useMay()
  const { data } = useCall(listConsents, { params: { customerId } })
  const [shown, show] = useState<'history' | 'record' | null>(null)
  if (data === undefined) return null
  const lines = data.states.map(({ purpose, label, channel, state, since, text }) => ({
    key: `${purpose} ${channel}`,
    word: t('line', { purpose: label, channel: t(`channel.${channel}`) }),
    value: text
      ? t(`stateOf.${state}`, { date: format.date(since), version: text.version })
      : t(`state.${state}`, { date: format.date(since) }),
  }))
  return (
    <Section heading={t('heading')} warning={!data.whole}>
      {lines.length === 0 ? (
        <p className={`${words.sm} ${words.muted}`}>{t('none')}</p>
      ) : (
        <KeyValues lines={lines} />
      )}
      <p className={classes.acts}>
        {data.receipts.length > 0 && (
          <Button kind="word" onClick={() => show('history')}>
            {t('history.open')}
          </Button>
        )}
        {may('consents:write') && (
          <Button kind="word" onClick={() => show('record')}>
            {t('record.open')}
          </Button>
        )}
      </p>
      {shown === 'history' && <ConsentHistory consents={data} onClose={() => show(null)} />}
      {shown === 'record' && <RecordConsent customerId={customerId} onClose={() => show(null)} />}
    </Section>
  )
}
