import { useTranslation } from 'react-i18next'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import type { ValueReport } from './value-report.ts'

type Row = {
  key: 'regulars' | 'newCustomers' | 'others'
  customers: number
  purchaseDaysPer30Days: number | null
}

/** How often regulars come, and how often those who are new. */
export function FrequencyRows({ value }: { value: ValueReport }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { regulars, newCustomers, others } = value.frequency
  const rows: Row[] = [
    { key: 'regulars', ...regulars },
    { key: 'newCustomers', ...newCustomers },
    { key: 'others', ...others },
  ]
  return (
    <Section heading={t('value.frequency.heading')} note={t('value.frequency.note')}>
      <DataTable
        label={t('value.frequency.heading')}
        rows={rows}
        rowKey={({ key }) => key}
        density="dense"
        name={{ head: t('customersHead'), cell: ({ key }) => t(`value.frequency.${key}`) }}
        columns={[
          {
            key: 'customers',
            head: t('value.frequency.count'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('value.frequency.count'),
            cell: ({ customers }) => format.number(customers),
          },
          {
            key: 'often',
            head: t('value.frequency.often'),
            kind: 'number',
            phone: 'main',
            cell: ({ purchaseDaysPer30Days: often }) =>
              often === null ? '–' : format.number(often, 1),
          },
        ]}
      />
    </Section>
  )
}
