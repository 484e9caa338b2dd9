import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listWebhookDeliveries, resendWebhookDelivery } from '#contract/endpoints/webhooks.ts'
import { useAction, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { DeliveryList } from '../deliveries/delivery-list.tsx'
import { lookAgainMillis } from '../deliveries/look-again.ts'
import { Outcome } from '../deliveries/outcome.tsx'
import { useMay } from '../session.ts'
import { useAnswerWords } from './use-words.ts'
import { changes, type Delivery, type Webhook } from './webhook.ts'

const filters = ['all', 'waiting', 'failed'] as const
type Filter = (typeof filters)[number]

/** What was told, each with what the receiver said. */
export function WebhookDeliveries({ webhook: { id } }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const [filter, setFilter] = useState<Filter>('all')
  const pages = usePages(
    listWebhookDeliveries,
    {
      params: { webhookId: id },
      query: { state: filter === 'all' ? undefined : filter },
    },
    {
      refetchEveryMillis: (items) =>
        lookAgainMillis(items.some(({ state, attempts }) => state === 'waiting' && attempts === 0)),
    },
  )
  return (
    <DeliveryList
      heading={t('deliveries.heading')}
      note={t('deliveries.note')}
      filter={{
        label: t('deliveries.show'),
        value: filter,
        options: filters.map((value) => ({ value, word: t(`deliveries.filter.${value}`) })),
        onChange: setFilter,
      }}
      pages={pages}
      empty={t(filter === 'all' ? 'deliveries.empty' : 'deliveries.emptyFiltered')}
      heads={{
        what: t('deliveries.what'),
        outcome: t('deliveries.outcome'),
        when: t('deliveries.when'),
      }}
      what={({ type }) => <code>{type}</code>}
      outcome={(row) => <WhatBecame delivery={row} />}
      at={({ recordedAt }) => recordedAt}
      acts={useActs(id)}
    />
  )
}

function WhatBecame({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const answerWords = useAnswerWords()
  const { state, attempts, nextAt } = delivery
  const next =
    attempts > 0 && nextAt !== null ? t('deliveries.next', { when: format.moment(nextAt) }) : null
  return (
    <Outcome
      word={t(`outcomes.${state}`)}
      isTrouble={state === 'failed'}
      times={attempts > 1 && t('deliveries.attempts', { count: attempts })}
      reasons={[answerWords(delivery), next]}
    />
  )
}

/** Nothing to do for those who may only look. */
function useActs(webhookId: string) {
  const { t } = useTranslation('webhooks')
  const mayManage = useMay()('webhooks:manage')
  const resend = useAction(resendWebhookDelivery, {
    changes,
    onDone: () => toast(t('deliveries.resent')),
  })
  const column = useActsColumn<Delivery>(({ id: messageId, state, attempts }) =>
    state === 'waiting' && attempts === 0 ? null : (
      <Button
        kind="word"
        busy={resend.isPending && resend.variables.params.messageId === messageId}
        onClick={() => resend.mutate({ params: { webhookId, messageId } })}
      >
        {t(state === 'waiting' ? 'deliveries.now' : 'deliveries.resend')}
      </Button>
    ),
  )
  return mayManage ? column : null
}
