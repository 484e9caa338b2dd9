import { useTranslation } from 'react-i18next'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import type { Liability } from './liability.ts'

/** The open points by the store that issued them; of no interest where there is only one. */
export function IssuingStores({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const rows = now.currencies.flatMap(({ currency, name, stores }) =>
    stores.map((row) => ({ ...row, currency, points: name })),
  )
  if (rows.length < 2) return null
  return (
    <Section heading={t('stores.heading')}>
      <DataTable
        label={t('stores.heading')}
        rows={rows}
        rowKey={({ currency, store }) => `${currency} ${store?.id}`}
        name={{
          head: t('settlement.store'),
          cell: ({ store }) => store?.name ?? t('settlement.nowhere'),
        }}
        columns={[
          {
            ...{ key: 'open', head: t('stores.open'), kind: 'number', phone: 'detail' },
            phoneWord: t('stores.open'),
            cell: ({ open, points }) => `${format.number(open)} ${points}`,
          },
          {
            ...{ key: 'expected', head: t('stores.expected'), kind: 'number', phone: 'detail' },
            phoneWord: t('stores.expected'),
            cell: ({ expected }) => format.number(expected),
          },
          {
            ...{ key: 'fairValue', head: t('stores.fairValue'), kind: 'number', phone: 'main' },
            cell: ({ fairValue }) => format.money(fairValue),
          },
        ]}
        density="dense"
      />
    </Section>
  )
}
