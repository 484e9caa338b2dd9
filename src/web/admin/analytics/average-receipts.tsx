import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import words from '../../design/words.module.css'
import classes from './average-receipts.module.css'
import { useChannelName } from './channel-name.ts'
import type { ValueReport } from './value-report.ts'

type Receipts = ValueReport['receipts']
export type ReceiptRow = Receipts['byStore'][number] & { open?: boolean }

const groupings = ['byStore', 'byChannel', 'byMonth'] as const
type Grouping = (typeof groupings)[number]

const shownFirst = 7

/** What a receipt comes to, by month, store or channel; all receipts, also of those nobody knows. */
export function AverageReceipts({ receipts }: { receipts: Receipts }) {
  const { t } = useTranslation('analytics')
  const offered = groupings.filter(
    (grouping) => grouping === 'byMonth' || receipts[grouping].length > 1,
  )
  const [chosen, setGrouping] = useState<Grouping>('byStore')
  const grouping = offered.includes(chosen) ? chosen : 'byMonth'
  const all: readonly ReceiptRow[] =
    grouping === 'byMonth' ? receipts.byMonth.toReversed() : receipts[grouping]
  const [limit, setLimit] = useState(shownFirst)
  return (
    <Section
      heading={t('receiptRows.heading')}
      note={t('receiptRows.note')}
      aside={
        <Segmented
          look="words"
          label={t('receiptRows.grouping')}
          value={grouping}
          options={offered.map((value) => ({ value, word: t(`receiptRows.${value}`) }))}
          onChange={setGrouping}
        />
      }
    >
      <ReceiptRows
        label={t('receiptRows.heading')}
        head={t(`receiptRows.${grouping}`)}
        rows={all.slice(0, limit)}
        grouping={grouping}
      />
      {all.length > limit && (
        <p className={classes.more}>
          <Button kind="word" onClick={() => setLimit(all.length)}>
            {t(grouping === 'byMonth' ? 'receiptRows.more' : 'receiptRows.others')}
          </Button>
        </p>
      )}
    </Section>
  )
}

type ReceiptRowsProps = {
  label: string
  head: string
  rows: readonly ReceiptRow[]
  grouping: Grouping
}

export function ReceiptRows({ label, head, rows, grouping }: ReceiptRowsProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const nameOf = useRowName(grouping)
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={({ key }) => key}
      density="dense"
      name={{ head, cell: nameOf }}
      columns={[
        {
          key: 'average',
          head: t('receiptRows.average'),
          kind: 'number',
          phone: 'main',
          cell: ({ averageReceipt }) => (averageReceipt ? format.money(averageReceipt) : '–'),
        },
        {
          key: 'receipts',
          head: t('receiptRows.receipts'),
          kind: 'number',
          phone: 'detail',
          phoneWord: t('receiptRows.receipts'),
          cell: ({ receipts }) => format.number(receipts),
        },
        {
          key: 'sales',
          head: t('receiptRows.sales'),
          kind: 'number',
          phone: 'detail',
          phoneWord: t('receiptRows.sales'),
          cell: ({ sales }) => format.moneyRounded(sales),
        },
        {
          key: 'coverage',
          head: t('receiptRows.coverage'),
          kind: 'number',
          cell: ({ coverage }) =>
            coverage.receiptsShare === null ? '–' : format.percent(coverage.receiptsShare, 0),
        },
      ]}
    />
  )
}

function useRowName(grouping: Grouping) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const channelName = useChannelName()
  return ({ key, name, open }: ReceiptRow) => {
    if (grouping === 'byMonth') {
      return (
        <>
          {format.month(`${key}-01`)}
          {open && <span className={words.muted}> {t('receiptRows.running')}</span>}
        </>
      )
    }
    if (key === '') return t('cohorts.unsaid')
    const called = grouping === 'byChannel' ? channelName(key) : name
    return (
      <span className={classes.name} title={called}>
        {called}
      </span>
    )
  }
}
