import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { type KnownReply, shareOf } from './figures.ts'

type Row = KnownReply['stores'][number]

/** The same figures side by side, where there are several stores. */
export function StoresTable({ stores }: { stores: readonly Row[] }) {
  const { t } = useTranslation('consents')
  const format = useFormat()
  const share = (key: 'email' | 'phone' | 'birthday'): Column<Row> => ({
    ...{ key, head: t(`known.${key}`), kind: 'number', phone: 'detail' },
    phoneWord: t(`known.${key}`),
    cell: (row) => format.percent(shareOf(row[key], row), 0),
  })
  return (
    <Section heading={t('known.stores')}>
      <DataTable
        label={t('known.stores')}
        rows={stores}
        rowKey={({ store }) => store?.code ?? ''}
        name={{
          head: t('known.store'),
          cell: ({ store }) =>
            store ? (
              <Link to="/customers" search={{ firstStore: store.code }}>
                {store.name}
              </Link>
            ) : (
              t('known.noStore')
            ),
        }}
        columns={[
          {
            ...{ key: 'customers', head: t('known.customers'), kind: 'number', phone: 'main' },
            cell: ({ customers }) => format.number(customers),
          },
          share('email'),
          share('phone'),
          share('birthday'),
        ]}
      />
    </Section>
  )
}
