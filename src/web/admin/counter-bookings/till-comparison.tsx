import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { compareWithTill } from '#contract/endpoints/till-comparison.ts'
import { useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'

type Comparison = WireReply<typeof compareWithTill>
type Difference = Comparison['differences'][number]

/** Whether the cash register knows of what was given here: only where both differ it is a line. */
export function TillComparison({ store }: { store: string | null }) {
  const { t } = useTranslation('counter')
  const reply = useCall(compareWithTill, { query: store === null ? {} : { store } })
  return (
    <Section heading={t('comparison.title')} note={t('comparison.note')}>
      <Loaded reply={reply} shape="rows">
        {(comparison) => (
          <>
            {comparison.unknown > 0 && (
              <p>
                <Warning>{t('comparison.unknown', { count: comparison.unknown })}</Warning>
              </p>
            )}
            <Compared comparison={comparison} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Compared({ comparison: { compared, differences } }: { comparison: Comparison }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  if (compared === 0) return <StateEmpty>{t('comparison.nothing')}</StateEmpty>
  if (differences.length === 0) {
    return <StateEmpty>{t('comparison.equal', { count: compared })}</StateEmpty>
  }
  const columns: Column<Difference>[] = [
    {
      ...{ key: 'day', head: t('comparison.day'), phone: 'detail' },
      cell: ({ day }) => format.dayShort(day),
    },
    {
      ...{ key: 'store', head: t('bookings.store'), phone: 'detail' },
      cell: (found) => <span className={forms.anywhere}>{found.store.name}</span>,
    },
    {
      ...{ key: 'given', head: t('comparison.given'), kind: 'number', phone: 'detail' },
      phoneWord: t('comparison.given'),
      cell: ({ given }) => format.number(given),
    },
    {
      ...{ key: 'booked', head: t('comparison.booked'), kind: 'number', phone: 'detail' },
      phoneWord: t('comparison.booked'),
      cell: ({ booked }) => format.number(booked),
    },
  ]
  return (
    <DataTable
      label={t('comparison.title')}
      rows={differences}
      rowKey={({ day, store, article }) => `${day} ${store.code} ${article.key}`}
      name={{
        head: t('comparison.article'),
        cell: ({ article }) => (
          <span className={forms.anywhere}>
            {article.name}, {t('comparison.key', { sku: article.sku })}
          </span>
        ),
      }}
      columns={columns}
    />
  )
}
