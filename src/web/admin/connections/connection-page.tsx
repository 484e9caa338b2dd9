import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listConnections,
  listDeliveries,
  readConnection,
  replayRefused,
  updateConnection,
} from '#contract/endpoints/connections.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { ItemPage } from '../item-page.tsx'
import { useMay } from '../session.ts'
import { AboutConnection } from './about-connection.tsx'
import { ChangeConnection } from './change-connection.tsx'
import type { Connection } from './connection.ts'
import classes from './connections.module.css'
import { Deliveries } from './deliveries.tsx'
import { EarlierOrders } from './earlier-orders.tsx'
import { Steps } from './steps.tsx'

const route = getRouteApi('/signed-in/framed/connections/$connectionId')
const lookAgainMillis = 2_000
const lookNowAndThenMillis = 20_000

/** One shop: whether it tells us anything, what did not count and why, and how to mend it. */
export function ConnectionPage() {
  const { t } = useTranslation('connections')
  const { connectionId } = route.useParams()
  const reply = useCall(
    readConnection,
    { params: { connectionId } },
    {
      refetchEveryMillis: (known) =>
        known && known.counts.waiting > 0 && known.state === 'active'
          ? lookAgainMillis
          : lookNowAndThenMillis,
    },
  )
  return (
    <ItemPage
      reply={reply}
      name={reply.data?.name}
      list={{ to: '/connections', title: t('title'), wayBack: t('page.toAll') }}
      missing={t('page.notFound')}
    >
      {(connection) => <Shown connection={connection} />}
    </ItemPage>
  )
}

function Shown({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const may = useMay()
  const { kind, name, state, lastReceivedAt } = connection
  return (
    <Stack>
      <Sentence
        reason={<StateWords connection={connection} />}
        note={<ToDo connection={connection} />}
        actions={<Acts connection={connection} />}
      >
        <span className={classes.anywhere}>{t(`page.${state}`, { name })}</span>
      </Sentence>
      <Columns aside={<AboutConnection connection={connection} />}>
        <Deliveries connection={connection} />
      </Columns>
      {lastReceivedAt === null && state !== 'ended' && <Steps connection={connection} />}
      {kind === 'shopify' && state !== 'ended' && may('connections:manage') && (
        <EarlierOrders connection={connection} />
      )}
    </Stack>
  )
}

function StateWords({ connection: { state, lastReceivedAt } }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const last =
    lastReceivedAt === null
      ? state !== 'ended' && t('page.nothing')
      : t('page.lastCame', { when: format.ago(lastReceivedAt, new Date()) })
  switch (state) {
    case 'active':
      return last
    case 'paused':
      return (
        <>
          {t('page.pausedWhat')} {last}
        </>
      )
    case 'ended':
      return t('page.endedWhat')
  }
}

/** What did not count, with the way to try again, and what waits for a person. */
function ToDo({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const may = useMay()
  const { id, state, counts } = connection
  const replay = useAction(replayRefused, {
    changes: [readConnection, listDeliveries, listConnections],
    onDone: ({ deliveries }) => toast(t('page.replayed', { count: deliveries })),
  })
  return (
    <>
      {counts.refused > 0 && (
        <span className={classes.warning}>
          <Warning>{t('page.refused', { count: counts.refused })}</Warning>
          {may('connections:manage') && state !== 'ended' && (
            <Button
              kind="word"
              busy={replay.isPending}
              onClick={() => replay.mutate({ params: { connectionId: id } })}
            >
              {t('page.replayAll')}
            </Button>
          )}
        </span>
      )}
      {counts.noted > 0 && (
        <span className={classes.warning}>
          <Warning>{t('page.noted', { count: counts.noted })}</Warning>
        </span>
      )}
    </>
  )
}

function Acts({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const may = useMay()
  const [isChanging, setChanging] = useState(false)
  const { id, state } = connection
  const isPaused = state === 'paused'
  const turn = useAction(updateConnection, {
    changes: [readConnection, listDeliveries, listConnections],
    onDone: () => toast(t(isPaused ? 'page.isResumed' : 'page.isPaused')),
  })
  if (!may('connections:manage') || state === 'ended') return null
  const next = isPaused ? 'active' : 'paused'
  return (
    <>
      <Button
        kind={isPaused ? 'main' : 'outlined'}
        busy={turn.isPending}
        onClick={() => turn.mutate({ params: { connectionId: id }, body: { state: next } })}
      >
        {t(isPaused ? 'page.resume' : 'page.pause')}
      </Button>
      <Button onClick={() => setChanging(true)}>{t('page.change')}</Button>
      {isChanging && (
        <ChangeConnection connection={connection} onClose={() => setChanging(false)} />
      )}
    </>
  )
}
