import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listVoucherRedemptions } from '#contract/endpoints/voucher-codes.ts'
import { usePages } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Paged } from '../paged.tsx'
import { Holder } from './holder.tsx'
import type { Voucher } from './voucher.ts'

type Redemption = WireReply<typeof listVoucherRedemptions>['items'][number]

/** The book of a voucher, newest line first. */
export function VoucherRedemptions({ voucher }: { voucher: Voucher }) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const pages = usePages(listVoucherRedemptions, { params: { voucherId: voucher.id } })
  const columns = useColumns()
  return (
    <Section heading={t('redemptions.heading')}>
      <Paged pages={pages} empty={t('redemptions.empty')}>
        {(rows) => (
          <DataTable
            label={t('redemptions.heading')}
            rows={rows}
            rowKey={({ id }) => id}
            name={{
              head: t('redemptions.when'),
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

function useColumns(): Column<Redemption>[] {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  return [
    {
      key: 'what',
      head: t('redemptions.what'),
      phone: 'detail',
      cell: ({ reverses }) =>
        t(reverses === null ? 'redemptions.redeemed' : 'redemptions.reversed'),
    },
    {
      key: 'who',
      head: t('redemptions.who'),
      phone: 'detail',
      cell: ({ customerId, customerName }) =>
        customerId ? (
          <Holder customerId={customerId} name={customerName} />
        ) : (
          t('redemptions.nobody')
        ),
    },
    {
      key: 'remaining',
      head: t('redemptions.remaining'),
      kind: 'number',
      cell: ({ remaining }) => (remaining ? format.money(remaining) : ''),
    },
    {
      key: 'discount',
      head: t('redemptions.discount'),
      kind: 'number',
      phone: 'main',
      cell: ({ discount }) => format.money(discount),
    },
  ]
}
