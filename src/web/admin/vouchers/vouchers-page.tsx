import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listVouchers } from '#contract/endpoints/vouchers.ts'
import { usePages } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Page } from '../page.tsx'
import { Paged } from '../paged.tsx'
import { useMay } from '../session.ts'
import { useStatusWord, useWorth } from './use-voucher-words.ts'
import type { Voucher } from './voucher.ts'

export function VouchersPage() {
  const { t } = useTranslation('vouchers')
  const may = useMay()
  const pages = usePages(listVouchers, {})
  const columns = useColumns()
  const create = may('vouchers:define') && (
    <Link to="/vouchers/new" className={buttonClass('main')}>
      {t('list.create')}
    </Link>
  )
  return (
    <Page title={t('title')}>
      <Stack>
        <Sentence reason={t('list.reason')} actions={create}>
          {t('list.sentence')}
        </Sentence>
        <Section heading={t('list.heading')}>
          <Paged pages={pages} empty={t('list.empty')}>
            {(rows) => (
              <DataTable
                label={t('list.heading')}
                rows={rows}
                rowKey={({ id }) => id}
                name={{ head: t('list.name'), cell: (row) => <VoucherLink voucher={row} /> }}
                columns={columns}
              />
            )}
          </Paged>
        </Section>
      </Stack>
    </Page>
  )
}

const VoucherLink = ({ voucher: { id, content } }: { voucher: Voucher }) => (
  <Link to="/vouchers/$voucherId" params={{ voucherId: id }}>
    {content.name}
  </Link>
)

function useColumns(): Column<Voucher>[] {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const worth = useWorth()
  const statusWord = useStatusWord()
  return [
    {
      key: 'worth',
      head: t('list.worth'),
      phone: 'detail',
      cell: ({ content }) => worth(content.benefit),
    },
    { key: 'status', head: t('list.status'), phone: 'detail', cell: statusWord },
    {
      key: 'until',
      head: t('list.until'),
      kind: 'number',
      cell: ({ content: { validUntil } }) =>
        validUntil ? format.date(validUntil) : t('list.noEnd'),
    },
    {
      key: 'codes',
      head: t('list.codes'),
      kind: 'number',
      cell: ({ code, use }) => code ?? format.number(use.codes),
    },
    {
      key: 'redeemed',
      head: t('list.redeemed'),
      kind: 'number',
      phone: 'main',
      phoneWord: t('list.redeemed'),
      cell: ({ use }) => format.number(use.redeemed),
    },
    {
      key: 'discount',
      head: t('list.discount'),
      kind: 'number',
      phone: 'detail',
      phoneWord: t('list.discount'),
      cell: ({ use }) => format.money(use.discount),
    },
  ]
}
