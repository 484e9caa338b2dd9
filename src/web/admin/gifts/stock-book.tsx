import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listStores } from '#contract/endpoints/business.ts'
import { listStockMovements } from '#contract/endpoints/gift-articles.ts'
import { useCall, usePages } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Paged } from '../paged.tsx'

type Moved = WireReply<typeof listStockMovements>['items'][number]

/** What came and went of an article, the newest first. */
export function StockBook({ articleKey }: { articleKey: string }) {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const pages = usePages(listStockMovements, { params: { articleKey } })
  const columns = useColumns()
  return (
    <Section heading={t('stock.heading')}>
      <Paged pages={pages} empty={t('stock.empty')}>
        {(rows) => (
          <DataTable
            label={t('stock.heading')}
            rows={rows}
            rowKey={({ id }) => id}
            name={{
              head: t('stock.when'),
              cell: ({ occurredAt }) => format.moment(occurredAt),
            }}
            columns={columns}
            density="dense"
          />
        )}
      </Paged>
    </Section>
  )
}

function useColumns(): Column<Moved>[] {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const stores = useCall(listStores, {}).data?.items ?? []
  return [
    {
      ...{ key: 'what', head: t('stock.what'), phone: 'detail' },
      cell: ({ reason }) => t(`stock.reason.${reason}`),
    },
    {
      ...{ key: 'store', head: t('stock.store'), phone: 'detail' },
      cell: ({ store }) => stores.find(({ code }) => code === store)?.name ?? store ?? '',
    },
    {
      ...{ key: 'pieces', head: t('stock.pieces'), kind: 'number', phone: 'main' },
      cell: ({ pieces }) => (pieces > 0 ? `+${format.number(pieces)}` : format.number(pieces)),
    },
    {
      ...{ key: 'after', head: t('stock.after'), kind: 'number', phone: 'detail' },
      phoneWord: t('stock.after'),
      cell: ({ stock }) => (stock === null ? '' : format.number(stock)),
    },
  ]
}
