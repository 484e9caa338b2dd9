import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rotateWebhookSecret } from '#contract/endpoints/webhooks.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import classes from '../connections/connections.module.css'
import { Confirm } from '../forms/confirm.tsx'
import { useMay } from '../session.ts'
import { useTypeWords } from './use-words.ts'
import { changes, type Webhook } from './webhook.ts'

type AboutWebhookProps = { webhook: Webhook; onRotated: (secret: string) => void }

const shown = ['delivered', 'waiting', 'failed'] as const

/** Where it leads, of what it is told, and what came of that. */
export function AboutWebhook({ webhook, onRotated }: AboutWebhookProps) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const typeWords = useTypeWords()
  const { url, createdAt, counts, formerSecretUntil } = webhook
  return (
    <>
      <Section heading={t('page.about')}>
        <p className={classes.label}>{t('page.address')}</p>
        <code className={classes.address}>{url}</code>
        <p className={classes.label}>{t('page.told')}</p>
        <p className={classes.reason}>{typeWords(webhook)}</p>
        <p className={classes.label}>{t('page.since')}</p>
        <p className={classes.reason}>{format.date(createdAt)}</p>
      </Section>
      <Section heading={t('page.days')}>
        <KeyValues
          lines={shown.map((key) => ({
            key,
            word: t(`outcomes.${key}`),
            value: format.number(counts[key]),
          }))}
        />
      </Section>
      <Section heading={t('secret.heading')}>
        <p className={classes.reason}>
          {formerSecretUntil === null
            ? t('secret.what')
            : t('secret.both', { until: format.moment(formerSecretUntil) })}
        </p>
        <Rotate webhook={webhook} onRotated={onRotated} />
      </Section>
    </>
  )
}

function Rotate({ webhook: { id }, onRotated }: AboutWebhookProps) {
  const { t } = useTranslation('webhooks')
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const rotate = useAction(rotateWebhookSecret, {
    changes,
    onDone: ({ secret }) => {
      setAsking(false)
      onRotated(secret)
    },
  })
  if (!may('webhooks:manage')) return null
  return (
    <>
      <div className={classes.filter}>
        <Button onClick={() => setAsking(true)}>{t('secret.rotate')}</Button>
      </div>
      {isAsking && (
        <Confirm
          title={t('secret.title')}
          word={t('secret.do')}
          action={rotate}
          onClose={() => setAsking(false)}
          onConfirm={() => rotate.mutate({ params: { webhookId: id } })}
        >
          <p>{t('secret.asks')}</p>
        </Confirm>
      )}
    </>
  )
}
