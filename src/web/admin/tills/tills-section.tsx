import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTills, updateTill } from '#contract/endpoints/tills.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { SectionHead } from '../settings/section-head.tsx'
import { AddTill } from './add-till.tsx'
import { OpenReceipts } from './open-receipts.tsx'
import type { Till } from './till.ts'
import { TillExports } from './till-exports.tsx'
import classes from './tills.module.css'

/** Tills without an interface: what they sign, and what they keep for the tax office. */
export function TillsSection() {
  const { t } = useTranslation('tills')
  const may = useMay()
  const tills = useCall(listTills, {})
  const [isAdding, setAdding] = useState(false)
  const add = may('connections:manage') && (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <>
      <SectionHead name="tills" actions={add} />
      <div className={classes.part}>
        <Loaded reply={tills} shape="rows">
          {({ items }) => (
            <Section heading={t('heading')}>
              {items.length === 0 ? (
                <StateEmpty>{t('empty')}</StateEmpty>
              ) : (
                <TillTable tills={items} />
              )}
            </Section>
          )}
        </Loaded>
      </div>
      {may('imports:manage') && (
        <>
          <TillExports />
          <OpenReceipts />
        </>
      )}
      {isAdding && <AddTill onClose={() => setAdding(false)} />}
    </>
  )
}

function TillTable({ tills }: { tills: readonly Till[] }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const mayManage = useMay()('connections:manage')
  const change = useAction(updateTill, { changes: [listTills] })
  const acts = useActsColumn<Till>(({ id, archivedAt }) => (
    <Button
      kind="word"
      busy={change.isPending && change.variables.params.tillId === id}
      onClick={() =>
        change.mutate({ params: { tillId: id }, body: { archived: archivedAt === null } })
      }
    >
      {t(archivedAt === null ? 'archive' : 'restore')}
    </Button>
  ))
  return (
    <DataTable
      label={t('heading')}
      rows={tills}
      rowKey={({ id }) => id}
      name={{
        head: t('name'),
        cell: ({ name, serial }) => (
          <span className={classes.anywhere}>
            {name}
            <span className={classes.detail}>{serial}</span>
          </span>
        ),
      }}
      columns={[
        {
          ...{ key: 'store', head: t('store'), phone: 'main' },
          cell: ({ store }) => <span className={classes.anywhere}>{store.name}</span>,
        },
        {
          ...{ key: 'stay', head: t('stay'), kind: 'number', phone: 'detail' },
          ...{ phoneWord: t('stay') },
          cell: ({ usualStayMinutes }) =>
            usualStayMinutes === null ? '–' : t('minutes', { count: usualStayMinutes }),
        },
        {
          ...{ key: 'last', head: t('last'), kind: 'number', phone: 'detail' },
          ...{ phoneWord: t('last') },
          cell: ({ lastReceiptAt, archivedAt }) => {
            if (archivedAt !== null) return t('archived')
            return lastReceiptAt === null ? t('never') : format.ago(lastReceiptAt, new Date())
          },
        },
        ...(mayManage ? [acts] : []),
      ]}
    />
  )
}
