import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listConnections } from '#contract/endpoints/connections.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'
import { Loaded } from '../loaded.tsx'
import { Once } from '../once.tsx'
import { useMay } from '../session.ts'
import { SectionHead } from '../settings/section-head.tsx'
import { AddConnection } from './add-connection.tsx'
import type { Connection, Created } from './connection.ts'
import classes from './connections.module.css'
import { Steps } from './steps.tsx'

/** The shops that tell us what happens in them. */
export function ConnectionsSection() {
  const { t } = useTranslation('connections')
  const may = useMay()
  const connections = useCall(listConnections, {})
  const [isAdding, setAdding] = useState(false)
  const [created, setCreated] = useState<Created | null>(null)
  const add = may('connections:manage') && (
    <Button kind={created ? 'outlined' : 'main'} onClick={() => setAdding(true)}>
      {t('list.add')}
    </Button>
  )
  const show = (made: Created) => {
    setCreated(made)
    setAdding(false)
  }
  return (
    <>
      <SectionHead name="connections" actions={add} />
      {created && <JustMade created={created} onDone={() => setCreated(null)} />}
      <div className={classes.part}>
        <Loaded reply={connections} shape="rows">
          {({ items }) => <Listed items={items} />}
        </Loaded>
      </div>
      {isAdding && <AddConnection onCreated={show} onClose={() => setAdding(false)} />}
    </>
  )
}

/** The secret, this once, and where it belongs. Shopify has brought its own. */
function JustMade({ created, onDone }: { created: Created; onDone: () => void }) {
  const { t } = useTranslation('connections')
  const { connection, secret } = created
  return (
    <>
      {connection.kind !== 'shopify' && (
        <Once
          heading={t('once.title', { name: connection.name })}
          what={t('once.what')}
          label={t('once.label')}
          secret={secret}
          doneWord={t('once.done')}
          onDone={onDone}
        />
      )}
      <div className={classes.part}>
        <Steps connection={connection} />
      </div>
    </>
  )
}

function Listed({ items }: { items: readonly Connection[] }) {
  const { t } = useTranslation('connections')
  const running = items.filter(({ state }) => state !== 'ended')
  const ended = items.filter(({ state }) => state === 'ended')
  return (
    <>
      <Section heading={t('list.heading')}>
        {running.length === 0 ? (
          <StateEmpty>{t('list.empty')}</StateEmpty>
        ) : (
          <ConnectionTable label={t('list.heading')} connections={running} />
        )}
      </Section>
      {ended.length > 0 && (
        <div className={classes.part}>
          <Section heading={t('list.ended')}>
            <ConnectionTable label={t('list.ended')} connections={ended} />
          </Section>
        </div>
      )}
    </>
  )
}

type ConnectionTableProps = { label: string; connections: readonly Connection[] }

function ConnectionTable({ label, connections }: ConnectionTableProps) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  return (
    <DataTable
      label={label}
      rows={connections}
      rowKey={({ id }) => id}
      name={{
        head: t('list.name'),
        cell: ({ id, name }) => (
          <Link
            className={classes.anywhere}
            to="/connections/$connectionId"
            params={{ connectionId: id }}
          >
            {name}
          </Link>
        ),
      }}
      columns={[
        {
          ...{ key: 'kind', head: t('list.kind'), phone: 'detail' },
          cell: ({ kind }) => t(`kinds.${kind}`),
        },
        {
          ...{ key: 'state', head: t('list.state'), phone: 'main' },
          cell: ({ state, counts: { refused } }) =>
            refused === 0 || state === 'ended' ? (
              t(`state.${state}`)
            ) : (
              <Warning>
                {format.number(refused)} {t('list.refused')}
              </Warning>
            ),
        },
        {
          ...{ key: 'last', head: t('list.last'), kind: 'number' },
          ...{ phone: 'detail', phoneWord: t('list.last') },
          cell: ({ lastReceivedAt }) =>
            lastReceivedAt === null ? t('list.never') : format.ago(lastReceivedAt, new Date()),
        },
      ]}
    />
  )
}
