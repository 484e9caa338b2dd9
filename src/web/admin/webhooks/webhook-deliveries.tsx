import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listWebhookDeliveries, resendWebhookDelivery } from '#contract/endpoints/webhooks.ts'
import { useAction, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { useActsColumn } from '../acts-column.tsx'
import classes from '../connections/connections.module.css'
import { Paged } from '../paged.tsx'
import { useMay } from '../session.ts'
import { useAnswerWords, useMomentWords } from './use-words.ts'
import { changes, type Delivery, type Webhook } from './webhook.ts'

const filters = ['all', 'waiting', 'failed'] as const
type Filter = (typeof filters)[number]

const lookAgainMillis = 2_000
const lookNowAndThenMillis = 20_000

/** What was told, the latest first, each with what the receiver said. */
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
        items.some(({ state, attempts }) => state === 'waiting' && attempts === 0)
          ? lookAgainMillis
          : lookNowAndThenMillis,
    },
  )
  return (
    <Section heading={t('deliveries.heading')} note={t('deliveries.note')}>
      <div className={classes.filter}>
        <Segmented
          label={t('deliveries.show')}
          value={filter}
          options={filters.map((value) => ({ value, word: t(`deliveries.filter.${value}`) }))}
          onChange={setFilter}
        />
      </div>
      <Paged
        pages={pages}
        empty={t(filter === 'all' ? 'deliveries.empty' : 'deliveries.emptyFiltered')}
      >
        {(rows) => <DeliveryTable webhookId={id} rows={rows} />}
      </Paged>
    </Section>
  )
}

type DeliveryTableProps = { webhookId: string; rows: readonly Delivery[] }

function DeliveryTable({ webhookId, rows }: DeliveryTableProps) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const acts = useActs(webhookId)
  return (
    <DataTable
      label={t('deliveries.heading')}
      rows={rows}
      rowKey={({ id }) => id}
      name={{
        head: t('deliveries.what'),
        cell: ({ type }) => <code className={classes.anywhere}>{type}</code>,
      }}
      columns={[
        {
          ...{ key: 'outcome', head: t('deliveries.outcome'), phone: 'detail' },
          cell: (row) => <Outcome delivery={row} />,
        },
        {
          ...{ key: 'when', head: t('deliveries.when'), kind: 'number', phone: 'main' },
          cell: ({ recordedAt }) => format.ago(recordedAt, new Date()),
        },
        ...(acts ? [acts] : []),
      ]}
    />
  )
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('webhooks')
  const moment = useMomentWords()
  const answerWords = useAnswerWords()
  const { state, attempts, nextAt } = delivery
  const words = t(`outcomes.${state}`)
  const answer = answerWords(delivery)
  return (
    <span className={classes.outcome}>
      {state === 'failed' ? <Warning>{words}</Warning> : words}
      {attempts > 1 && (
        <span className={classes.muted}>, {t('deliveries.attempts', { count: attempts })}</span>
      )}
      {answer !== null && <span className={classes.reason}>{answer}</span>}
      {attempts > 0 && nextAt !== null && (
        <span className={classes.reason}>{t('deliveries.next', { when: moment(nextAt) })}</span>
      )}
    </span>
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
