import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  readWebhook,
  resendFailed,
  testWebhook,
  updateWebhook,
} from '#contract/endpoints/webhooks.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import classes from '../connections/connections.module.css'
import { ItemPage } from '../item-page.tsx'
import { Once } from '../once.tsx'
import { useMay } from '../session.ts'
import { AboutWebhook } from './about-webhook.tsx'
import { ChangeWebhook } from './change-webhook.tsx'
import { changes, type Webhook } from './webhook.ts'
import { WebhookDeliveries } from './webhook-deliveries.tsx'

const route = getRouteApi('/signed-in/framed/webhooks/$webhookId')
const lookAgainMillis = 2_000
const lookNowAndThenMillis = 20_000

/** One receiver: whether it hears us, what it said, and how what it missed reaches it. */
export function WebhookPage() {
  const { t } = useTranslation('webhooks')
  const { webhookId } = route.useParams()
  const reply = useCall(
    readWebhook,
    { params: { webhookId } },
    {
      refetchEveryMillis: (known) =>
        known && known.counts.waiting > 0 ? lookAgainMillis : lookNowAndThenMillis,
    },
  )
  return (
    <ItemPage
      reply={reply}
      name={reply.data?.name}
      list={{ to: '/webhooks', title: t('title'), wayBack: t('page.toAll') }}
      missing={t('page.notFound')}
    >
      {(webhook) => <Shown webhook={webhook} />}
    </ItemPage>
  )
}

function Shown({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const [secret, setSecret] = useState<string | null>(null)
  const { name, state } = webhook
  return (
    <Stack>
      <Sentence
        reason={<StateWords webhook={webhook} />}
        note={<Missed webhook={webhook} />}
        actions={<Acts webhook={webhook} />}
      >
        <span className={classes.anywhere}>{t(`page.${state}`, { name })}</span>
      </Sentence>
      {secret !== null && (
        <Once
          heading={t('secret.made')}
          what={t('secret.madeWhat')}
          label={t('once.label')}
          secret={secret}
          doneWord={t('once.done')}
          onDone={() => setSecret(null)}
        />
      )}
      <Columns aside={<AboutWebhook webhook={webhook} onRotated={setSecret} />}>
        <WebhookDeliveries webhook={webhook} />
      </Columns>
    </Stack>
  )
}

function StateWords({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const { state, deliveredAt, failingSince } = webhook
  switch (state) {
    case 'paused':
    case 'failing':
    case 'gone':
      return t(`page.${state}What`)
    case 'active':
      if (failingSince !== null)
        return t('page.troubled', { since: format.ago(failingSince, new Date()) })
      return deliveredAt === null
        ? t('page.nothing')
        : t('page.last', { when: format.ago(deliveredAt, new Date()) })
  }
}

/** What was given up, with the way to send it all again. */
function Missed({ webhook: { id, counts } }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const may = useMay()
  const resend = useAction(resendFailed, {
    changes,
    onDone: ({ deliveries }) => toast(t('page.resent', { count: deliveries })),
  })
  if (counts.failed === 0) return null
  return (
    <span className={classes.warning}>
      <Warning>{t('page.missed', { count: counts.failed })}</Warning>
      {may('webhooks:manage') && (
        <Button
          kind="word"
          busy={resend.isPending}
          onClick={() => resend.mutate({ params: { webhookId: id }, body: {} })}
        >
          {t('page.resendAll')}
        </Button>
      )}
    </span>
  )
}

function Acts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const may = useMay()
  const [isChanging, setChanging] = useState(false)
  const { id, state } = webhook
  const isActive = state === 'active'
  const turn = useAction(updateWebhook, {
    changes,
    onDone: () => toast(t(isActive ? 'page.isPaused' : 'page.isResumed')),
  })
  const test = useAction(testWebhook, { changes, onDone: () => toast(t('page.isTesting')) })
  if (!may('webhooks:manage')) return null
  const next = isActive ? 'paused' : 'active'
  const params = { webhookId: id }
  return (
    <>
      <Button
        kind={isActive ? 'outlined' : 'main'}
        busy={turn.isPending}
        onClick={() => turn.mutate({ params, body: { state: next } })}
      >
        {t(isActive ? 'page.pause' : 'page.resume')}
      </Button>
      <Button busy={test.isPending} onClick={() => test.mutate({ params })}>
        {t('page.test')}
      </Button>
      <Button onClick={() => setChanging(true)}>{t('page.change')}</Button>
      {isChanging && <ChangeWebhook webhook={webhook} onClose={() => setChanging(false)} />}
    </>
  )
}
