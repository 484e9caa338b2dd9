import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listConnections,
  listDeliveries,
  readConnection,
  replayDelivery,
  settleDelivery,
} from '#contract/endpoints/connections.ts'
import { useAction, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { Paged } from '../paged.tsx'
import { useMay } from '../session.ts'
import type { Connection, Delivery } from './connection.ts'
import classes from './connections.module.css'
import { useReasonWords, useTopicWords } from './use-delivery-words.ts'

const filters = ['all', 'refused', 'noted'] as const
type Filter = (typeof filters)[number]

const lookAgainMillis = 2_000
const lookNowAndThenMillis = 20_000

/** What the shop has sent, the latest first, each with what became of it and why. */
export function Deliveries({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const [filter, setFilter] = useState<Filter>('all')
  const isActive = connection.state === 'active'
  const pages = usePages(
    listDeliveries,
    {
      params: { connectionId: connection.id },
      query: { outcome: filter === 'all' ? undefined : filter },
    },
    {
      refetchEveryMillis: (items) =>
        isActive && items.some(({ outcome }) => outcome === 'waiting')
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
        {(rows) => <DeliveryTable connection={connection} rows={rows} />}
      </Paged>
    </Section>
  )
}

type DeliveryTableProps = { connection: Connection; rows: readonly Delivery[] }

function DeliveryTable({ connection, rows }: DeliveryTableProps) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const topicWords = useTopicWords()
  const acts = useActs(connection)
  return (
    <DataTable
      label={t('deliveries.heading')}
      rows={rows}
      rowKey={({ id }) => id}
      name={{
        head: t('deliveries.what'),
        cell: (row) => <span className={classes.anywhere}>{topicWords(row)}</span>,
      }}
      columns={[
        {
          ...{ key: 'outcome', head: t('deliveries.outcome'), phone: 'detail' },
          cell: (row) => <Outcome delivery={row} />,
        },
        {
          ...{ key: 'when', head: t('deliveries.when'), kind: 'number', phone: 'main' },
          cell: ({ receivedAt }) => format.ago(receivedAt, new Date()),
        },
        ...(acts ? [acts] : []),
      ]}
    />
  )
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('connections')
  const reasonWords = useReasonWords()
  const { outcome, repeats } = delivery
  const words = t(`outcomes.${outcome}`)
  const reason = reasonWords(delivery)
  return (
    <span className={classes.outcome}>
      {outcome === 'refused' || outcome === 'noted' ? <Warning>{words}</Warning> : words}
      {repeats > 0 && (
        <span className={classes.muted}>, {t('deliveries.again', { count: repeats })}</span>
      )}
      {reason !== null && <span className={classes.reason}>{reason}</span>}
    </span>
  )
}

const changes = [listConnections, listDeliveries, readConnection]

/** Nothing to do for those who may only look. */
function useActs({ id, state }: Connection) {
  const { t } = useTranslation('connections')
  const mayManage = useMay()('connections:manage')
  const replay = useAction(replayDelivery, {
    changes,
    onDone: () => toast(t('deliveries.replaying')),
  })
  const settle = useAction(settleDelivery, {
    changes,
    onDone: () => toast(t('deliveries.settled')),
  })
  const column = useActsColumn<Delivery>(({ id: deliveryId, outcome }) => {
    const params = { connectionId: id, deliveryId }
    switch (outcome) {
      case 'refused':
      case 'ignored':
        return (
          <Button
            kind="word"
            busy={replay.isPending && replay.variables.params.deliveryId === deliveryId}
            onClick={() => replay.mutate({ params })}
          >
            {t('deliveries.replay')}
          </Button>
        )
      case 'noted':
        return (
          <Button
            kind="word"
            busy={settle.isPending && settle.variables.params.deliveryId === deliveryId}
            onClick={() => settle.mutate({ params })}
          >
            {t('deliveries.settle')}
          </Button>
        )
      case 'waiting':
      case 'accepted':
      case 'repeated':
        return null
    }
  })
  return mayManage && state !== 'ended' ? column : null
}
