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
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { DeliveryList } from '../deliveries/delivery-list.tsx'
import { lookAgainMillis } from '../deliveries/look-again.ts'
import { Outcome } from '../deliveries/outcome.tsx'
import { useMay } from '../session.ts'
import type { Connection, Delivery } from './connection.ts'
import { useReasonWords, useTopicWords } from './use-delivery-words.ts'

const filters = ['all', 'refused', 'noted'] as const
type Filter = (typeof filters)[number]

/** What the shop has sent. */
export function Deliveries({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const topicWords = useTopicWords()
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
        lookAgainMillis(isActive && items.some(({ outcome }) => outcome === 'waiting')),
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
      what={topicWords}
      outcome={(row) => <WhatBecame delivery={row} />}
      at={({ receivedAt }) => receivedAt}
      acts={useActs(connection)}
    />
  )
}

function WhatBecame({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('connections')
  const reasonWords = useReasonWords()
  const { outcome, repeats } = delivery
  return (
    <Outcome
      word={t(`outcomes.${outcome}`)}
      isTrouble={outcome === 'refused' || outcome === 'noted'}
      times={repeats > 0 && t('deliveries.again', { count: repeats })}
      reasons={[reasonWords(delivery)]}
    />
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
